using Castor.Inference.KvCaches;
using Castor.Inference.Models;

namespace Castor.Conformance.LlamaCpp;

/// <summary>How near Castor's embedding of a text is to llama.cpp's.</summary>
internal static class EmbeddingAgreement
{
    /// <summary>The cosine of the angle between the two.</summary>
    /// <param name="path">The model.</param>
    /// <param name="text">The text.</param>
    /// <param name="expected">What llama.cpp makes of it.</param>
    public static double Cosine(string path, int[] text, float[] expected)
    {
        using LanguageModel model = LanguageModel.Load(path, new ModelOptions { Threads = 1, MaxBatch = 256 });
        using KvCache cache = model.CreateCache(1 << 26);
        using KvSequence sequence = cache.CreateSequence();
        Assert.True(sequence.TryReserve(text.Length));
        ForwardBatch batch = new(text.Length);
        batch.Add(sequence, text, LogitsWanted.None);
        model.Forward(batch);
        float[] actual = new float[model.EmbeddingLength];
        model.Embedding(0, actual);
        return Dot(expected, actual) / Math.Sqrt(Dot(expected, expected) * Dot(actual, actual));
    }

    private static double Dot(float[] a, float[] b) => a.Zip(b, (x, y) => (double)x * y).Sum();
}
