namespace Castor.Inference.Synthesis;

/// <summary>The shapes of published models, and tiny ones of the same families for tests.</summary>
/// <remarks>
/// The numbers are those of the models' own config.json (huggingface.co/google); for Gemma 4 they were read through public copies: E2B and E4B in
/// rasbt/LLMs-from-scratch (ch05/17_gemma4), E4B, 26B-A4B and 31B in ollama/ollama (x/models/gemma4/gemma4_test.go), 12B in tests of mlx-swift-lm's Gemma 4. The
/// weights they add up to are the published counts.
/// </remarks>
public static class ModelShapes
{
    /// <summary>All shapes, each family from its smallest.</summary>
    public static IReadOnlyList<ModelShape> All { get; } =
    [
        Gemma3("gemma-3-270m", layers: 18, width: 640, feedForward: 2048, heads: 4, kvHeads: 1) with { SlidingWindow = 512, ContextLength = 32_768 },
        Gemma3("gemma-3-1b", layers: 26, width: 1152, feedForward: 6912, heads: 4, kvHeads: 1) with { SlidingWindow = 512, ContextLength = 32_768 },
        Gemma3("gemma-3-4b", layers: 34, width: 2560, feedForward: 10_240, heads: 8, kvHeads: 4) with { RopeScale = 8 },
        Gemma3("gemma-3-12b", layers: 48, width: 3840, feedForward: 15_360, heads: 16, kvHeads: 8) with { RopeScale = 8 },
        Gemma3("gemma-3-27b", layers: 62, width: 5376, feedForward: 21_504, heads: 32, kvHeads: 16) with { RopeScale = 8, HeadLength = 128 },
        Gemma3n("gemma-3n-e2b", layers: 30, feedForward: 8192),
        Gemma3n("gemma-3n-e4b", layers: 35, feedForward: 16_384),
        Gemma4("gemma-4-e2b", layers: 35, width: 1536, feedForward: 6144, heads: 8, kvHeads: 1) with
        {
            SlidingWindow = 512,
            SlidingWindowPattern = 5,
            SharedKvLayerCount = 20,
            DoublesSharedFeedForward = true,
            PerLayerEmbeddingLength = 256,
        },
        Gemma4("gemma-4-e4b", layers: 42, width: 2560, feedForward: 10_240, heads: 8, kvHeads: 2) with
        {
            SlidingWindow = 512,
            SharedKvLayerCount = 18,
            PerLayerEmbeddingLength = 256,
        },
        Gemma4("gemma-4-12b", layers: 48, width: 3840, feedForward: 15_360, heads: 16, kvHeads: 8) with
        {
            ContextLength = 262_144,
            GlobalKvHeadCount = 1,
            GlobalKeysAreValues = true,
        },
        Gemma4("gemma-4-26b-a4b", layers: 30, width: 2816, feedForward: 2112, heads: 16, kvHeads: 8) with
        {
            ContextLength = 262_144,
            GlobalKvHeadCount = 2,
            GlobalKeysAreValues = true,
            ExpertCount = 128,
            ExpertUsedCount = 8,
            ExpertFeedForwardLength = 704,
        },
        Gemma4("gemma-4-31b", layers: 60, width: 5376, feedForward: 21_504, heads: 32, kvHeads: 16) with
        {
            ContextLength = 262_144,
            GlobalKvHeadCount = 4,
            GlobalKeysAreValues = true,
        },
        new()
        {
            Name = "embeddinggemma-300m",
            Family = ModelFamily.GemmaEmbedding,
            LayerCount = 24,
            EmbeddingLength = 768,
            FeedForwardLength = 1152,
            HeadCount = 3,
            KvHeadCount = 1,
            HeadLength = 256,
            ContextLength = 2048,
            SlidingWindow = 512,
            DenseLength = 3072,
        },
        Tiny("gemma-3-tiny", ModelFamily.Gemma3),
        Tiny("gemma-3n-tiny", ModelFamily.Gemma3n) with
        {
            // llama.cpp takes these numbers for granted, and that the layers from the twentieth on share keys and values.
            LayerCount = 25,
            SlidingWindowPattern = 5,
            SharedKvLayerCount = 5,
            PerLayerEmbeddingLength = 256,
            AltUpStreamCount = 4,
            LaurelRank = 64,
            SparseLayerCount = 10,
            VocabularySize = 1024,
        },
        Tiny("gemma-4-tiny-e", ModelFamily.Gemma4) with
        {
            GlobalHeadLength = 128,
            SharedKvLayerCount = 3,
            DoublesSharedFeedForward = true,
            PerLayerEmbeddingLength = 64,
        },
        Tiny("gemma-4-tiny", ModelFamily.Gemma4) with { GlobalHeadLength = 128, GlobalKvHeadCount = 1, GlobalKeysAreValues = true },
        Tiny("gemma-4-tiny-moe", ModelFamily.Gemma4) with
        {
            GlobalHeadLength = 128,
            GlobalKvHeadCount = 1,
            GlobalKeysAreValues = true,
            ExpertCount = 16,
            ExpertUsedCount = 6,
            ExpertFeedForwardLength = 256,
        },
        Tiny("embeddinggemma-tiny", ModelFamily.GemmaEmbedding) with { DenseLength = 512 },
    ];

    /// <summary>A shape by its name in any case; null where there is none.</summary>
    public static ModelShape? Find(string name) => All.FirstOrDefault(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static ModelShape Gemma3(string name, int layers, int width, int feedForward, int heads, int kvHeads) => new()
    {
        Name = name,
        Family = ModelFamily.Gemma3,
        LayerCount = layers,
        EmbeddingLength = width,
        FeedForwardLength = feedForward,
        HeadCount = heads,
        KvHeadCount = kvHeads,
        HeadLength = 256,
        ContextLength = 131_072,
        SlidingWindow = 1024,
    };

    /// <summary>As google-deepmind/gemma has them (gm/nn/gemma3n).</summary>
    private static ModelShape Gemma3n(string name, int layers, int feedForward) => Gemma3(name, layers, width: 2048, feedForward, heads: 8, kvHeads: 2) with
    {
        Family = ModelFamily.Gemma3n,
        ContextLength = 32_768,
        SlidingWindow = 512,
        SlidingWindowPattern = 5,
        SharedKvLayerCount = layers - 20,
        PerLayerEmbeddingLength = 256,
        AltUpStreamCount = 4,
        LaurelRank = 64,
        SparseLayerCount = 10,
    };

    private static ModelShape Gemma4(string name, int layers, int width, int feedForward, int heads, int kvHeads) =>
        Gemma3(name, layers, width, feedForward, heads, kvHeads) with { Family = ModelFamily.Gemma4, GlobalHeadLength = 512 };

    /// <summary>Rows of whole super-blocks, a window that short prompts cross, and both kinds of layers twice.</summary>
    private static ModelShape Tiny(string name, ModelFamily family) => new()
    {
        Name = name,
        Family = family,
        LayerCount = 6,
        EmbeddingLength = 256,
        FeedForwardLength = 512,
        HeadCount = 4,
        KvHeadCount = 2,
        HeadLength = 64,
        ContextLength = 4096,
        SlidingWindow = 32,
        SlidingWindowPattern = 3,
        VocabularySize = 2048,
    };
}
