using Castor.Inference.Quantization;
using Castor.Inference.Synthesis;

namespace Castor.Conformance.LlamaCpp;

/// <summary>A small model of one architecture and one quantisation.</summary>
internal sealed record PeerModel(string Shape, string Quantization)
{
    /// <summary>The one that embeds; all others generate.</summary>
    public const string Embedder = "embeddinggemma-tiny";

    /// <summary>The one with experts.</summary>
    public const string Mixture = "gemma-4-tiny-moe";

    /// <summary>The one with several residual streams.</summary>
    public const string Streams = "gemma-3n-tiny";

    /// <summary>The one that was trained; all others have random weights.</summary>
    public const string Trained = "castor-spark";

    private const ulong Seed = 3;

    // Gemma 4 without per-layer embeddings takes the keys of its global layers for values; the one with them shares keys and values among its last layers.
    private static readonly string[] s_shapes = ["gemma-3-tiny", Streams, "gemma-4-tiny", "gemma-4-tiny-e", Mixture, Embedder, Trained];

    private static readonly string[] s_floats = ["F32", "F16", "BF16"];

    private static readonly string[] s_quantizations = ["Q8_0", "Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q4_K", "Q5_K", "Q6_K"];

    /// <summary>Every shape in every quantisation.</summary>
    public static IReadOnlyList<PeerModel> All { get; } =
        [.. s_shapes.SelectMany(shape => s_floats.Concat(s_quantizations).Select(quantization => new PeerModel(shape, quantization)))];

    /// <summary>What it is called among the jobs.</summary>
    public string Name => $"{Shape} {Quantization}";

    /// <summary>Whether it embeds.</summary>
    public bool Embeds => Shape == Embedder;

    /// <summary>Whether its weights are rounded to blocks, and so the activations that meet them.</summary>
    public bool IsQuantized => !s_floats.Contains(Quantization);

    private QuantizationRecipe Recipe => QuantizationRecipe.Find(Quantization)!;

    /// <summary>Its file in a folder.</summary>
    public string PathIn(string folder) => Path.Combine(folder, $"{Shape}-{Quantization}.gguf");

    /// <summary>Writes the file.</summary>
    public void Write(string folder)
    {
        if (Shape == Trained)
        {
            Requantize(RepositoryFolders.Spark, PathIn(folder), Recipe);
            return;
        }

        new ModelSynthesizer { Shape = ModelShapes.Find(Shape)!, Recipe = Recipe, Seed = Seed }.Write(PathIn(folder), CancellationToken.None);
    }

    /// <summary>Writes the same weights, after the rounding to their type, as floats.</summary>
    /// <returns>The path.</returns>
    public string WriteUnrounded(string folder)
    {
        string path = Path.Combine(folder, $"{Shape}-{Quantization}-unrounded.gguf");
        Requantize(PathIn(folder), path, QuantizationRecipe.Find("F32")!);
        return path;
    }

    private static void Requantize(string from, string to, QuantizationRecipe recipe) =>
        new ModelQuantization { Recipe = recipe, AllowsRequantization = true }.Run(from, to, CancellationToken.None);
}
