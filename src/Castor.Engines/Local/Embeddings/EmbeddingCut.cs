namespace Castor.Engines.Local.Embeddings;

/// <summary>Shortens embeddings: models trained for it (Matryoshka, arXiv:2205.13147) keep most of the meaning in the first numbers.</summary>
internal static class EmbeddingCut
{
    /// <summary>The first numbers, at length 1 again.</summary>
    /// <param name="embedding">The whole vector, of length 1.</param>
    /// <param name="dimensions">How many numbers are wanted; null, or as many as there are, for the vector as it is.</param>
    public static float[] To(float[] embedding, int? dimensions)
    {
        if (dimensions is not { } count || count <= 0 || count >= embedding.Length)
        {
            return embedding;
        }

        float[] cut = embedding[..count];
        double power = 0;
        foreach (float x in cut)
        {
            power += (double)x * x;
        }

        double scale = power > 0 ? 1 / Math.Sqrt(power) : 0;
        for (int i = 0; i < cut.Length; i++)
        {
            cut[i] = (float)(cut[i] * scale);
        }

        return cut;
    }
}
