using System.Numerics;
using System.Runtime.InteropServices;

namespace Castor.Inference.Sampling;

/// <summary>The likeliest tokens of a vocabulary, found in one pass: a heap of the best so far, and vectors that skip whatever is below its worst.</summary>
internal sealed class TopTokens
{
    private float[] _logits = [];
    private int[] _ids = [];

    /// <summary>How many tokens the last selection found: fewer than asked for where fewer are possible.</summary>
    public int Count { get; private set; }

    /// <summary>The logits found, the largest first; the lower id first among equals.</summary>
    public ReadOnlySpan<float> Logits => _logits.AsSpan(0, Count);

    /// <summary>The tokens found, in the order of <see cref="Logits"/>.</summary>
    public ReadOnlySpan<int> Ids => _ids.AsSpan(0, Count);

    /// <summary>Finds the tokens with the largest logits, the lowest ids among equals.</summary>
    public void Select(ReadOnlySpan<float> logits, int count)
    {
        Count = 0;
        count = Math.Min(count, logits.Length);
        if (count == 0)
        {
            return;
        }

        if (_logits.Length < count)
        {
            _logits = new float[count];
            _ids = new int[count];
        }

        Scan(logits, count);
        SortDescending();
    }

    private void Scan(ReadOnlySpan<float> logits, int count)
    {
        const int Unroll = 4;
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(logits);
        float worst = float.NegativeInfinity;
        int v = 0;
        for (; v + Unroll <= vectors.Length; v += Unroll)
        {
            Vector<float> limit = new(worst);
            Vector<int> above = Vector.GreaterThan(vectors[v], limit) | Vector.GreaterThan(vectors[v + 1], limit)
                | Vector.GreaterThan(vectors[v + 2], limit) | Vector.GreaterThan(vectors[v + 3], limit);
            if (above != Vector<int>.Zero)
            {
                int start = v * Vector<float>.Count;
                worst = Offer(logits.Slice(start, Unroll * Vector<float>.Count), start, count, worst);
            }
        }

        int rest = v * Vector<float>.Count;
        Offer(logits[rest..], rest, count, worst);
    }

    private float Offer(ReadOnlySpan<float> logits, int firstId, int count, float worst)
    {
        // Ids ascend, so an equal of the worst has a higher id and stays out. NaN is above nothing.
        for (int i = 0; i < logits.Length; i++)
        {
            if (logits[i] > worst)
            {
                if (Count < count)
                {
                    Push(logits[i], firstId + i);
                }
                else
                {
                    SiftDown(0, logits[i], firstId + i);
                }

                worst = Count < count ? float.NegativeInfinity : _logits[0];
            }
        }

        return worst;
    }

    private void Push(float logit, int id)
    {
        int hole = Count++;
        while (hole > 0)
        {
            int parent = (hole - 1) / 2;
            if (!IsWorse(logit, id, _logits[parent], _ids[parent]))
            {
                break;
            }

            (_logits[hole], _ids[hole]) = (_logits[parent], _ids[parent]);
            hole = parent;
        }

        (_logits[hole], _ids[hole]) = (logit, id);
    }

    private void SiftDown(int hole, float logit, int id)
    {
        while (true)
        {
            int child = 2 * hole + 1;
            if (child >= Count)
            {
                break;
            }

            if (child + 1 < Count && IsWorse(_logits[child + 1], _ids[child + 1], _logits[child], _ids[child]))
            {
                child++;
            }

            if (!IsWorse(_logits[child], _ids[child], logit, id))
            {
                break;
            }

            (_logits[hole], _ids[hole]) = (_logits[child], _ids[child]);
            hole = child;
        }

        (_logits[hole], _ids[hole]) = (logit, id);
    }

    private void SortDescending()
    {
        int found = Count;
        while (Count > 1)
        {
            (float worst, int id) = (_logits[0], _ids[0]);
            Count--;
            SiftDown(0, _logits[Count], _ids[Count]);
            (_logits[Count], _ids[Count]) = (worst, id);
        }

        Count = found;
    }

    private static bool IsWorse(float logit, int id, float otherLogit, int otherId) =>
        logit < otherLogit || (logit == otherLogit && id > otherId);
}
