using Castor.Inference.Sampling;

namespace Castor.Inference.Tests.Sampling;

/// <summary>Seeded logits of several kinds.</summary>
internal static class RandomLogits
{
    /// <summary>Logits around zero with a bell's likelihood: four even ones added.</summary>
    public static float[] Bell(int seed, int count, float width)
    {
        SeededDraws draws = new(seed, 0);
        float[] logits = new float[count];
        for (int i = 0; i < count; i++)
        {
            logits[i] = (float)(draws[4 * i] + draws[4 * i + 1] + draws[4 * i + 2] + draws[4 * i + 3] - 2) * width;
        }

        return logits;
    }

    /// <summary>Logits of which many are equal, some impossible and some not numbers.</summary>
    public static float[] Rough(int seed, int count)
    {
        SeededDraws draws = new(seed, 0);
        int values = 1 + (int)(draws[0] * 40);
        float[] logits = new float[count];
        for (int i = 0; i < count; i++)
        {
            double kind = draws[2 * i + 1];
            logits[i] = kind < 0.05 ? float.NegativeInfinity : kind < 0.1 ? float.NaN : (float)(Math.Floor(draws[2 * i + 2] * values) - values / 2) * 0.5f;
        }

        return logits;
    }
}
