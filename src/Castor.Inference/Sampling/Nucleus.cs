namespace Castor.Inference.Sampling;

/// <summary>The smallest set of the likeliest tokens with a given share of the probability, for vocabularies of any size, without a sort.</summary>
internal static class Nucleus
{
    /// <summary>
    /// Finds the smallest weight that belongs to the set: the weights above it have less than the mass together, with its equals they have it.
    /// </summary>
    /// <param name="weights">The weights, none negative; left in another order.</param>
    /// <param name="mass">What the set must reach, above 0 and at most the sum of the weights.</param>
    /// <param name="above">The sum of the weights above the one that is returned.</param>
    public static float Threshold(Span<float> weights, double mass, out double above)
    {
        above = 0;
        while (true)
        {
            float pivot = MedianOfThree(weights[0], weights[weights.Length / 2], weights[^1]);
            Partition(weights, pivot, out int larger, out int equal, out double largerSum);
            if (above + largerSum >= mass && larger > 0)
            {
                weights = weights[..larger];
                continue;
            }

            above += largerSum;
            double equalSum = (double)pivot * equal;
            if (above + equalSum >= mass || larger + equal == weights.Length)
            {
                return pivot;
            }

            above += equalSum;
            weights = weights[(larger + equal)..];
        }
    }

    // Dutch flag: larger weights first, then the pivot's equals.
    private static void Partition(Span<float> weights, float pivot, out int larger, out int equal, out double largerSum)
    {
        int low = 0;
        int high = weights.Length;
        int i = 0;
        largerSum = 0;
        while (i < high)
        {
            float weight = weights[i];
            if (weight > pivot)
            {
                largerSum += weight;
                weights[i++] = weights[low];
                weights[low++] = weight;
            }
            else if (weight < pivot)
            {
                weights[i] = weights[--high];
                weights[high] = weight;
            }
            else
            {
                i++;
            }
        }

        larger = low;
        equal = high - low;
    }

    private static float MedianOfThree(float a, float b, float c) => MathF.Max(MathF.Min(a, b), MathF.Min(MathF.Max(a, b), c));
}
