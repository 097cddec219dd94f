using System.Collections.Concurrent;
using Castor.Inference.Gguf;
using Castor.Inference.Kernels;
using Castor.Inference.KvCaches;
using Castor.Inference.Models;

namespace Castor.Inference.Tests.Models;

/// <summary>The graphs against doubles: every architecture, every type, every tier, in one piece and in many.</summary>
public sealed class ForwardTests
{
    private const int Length = 40;

    private static readonly ConcurrentDictionary<(string Shape, TensorType Type), Lazy<double[][]>> s_expected = new();

    public static TheoryData<string, TensorType, string, KvCacheType> Models()
    {
        TheoryData<string, TensorType, string, KvCacheType> data = [];
        foreach (string shape in (string[])["gemma3", "gemma3n", "gemma4", "gemma4 with per-layer embeddings", "gemma4 with experts", "gemma4 with experts apart"])
        {
            foreach (TensorType type in shape is "gemma3" or "gemma4 with experts" ? Enum.GetValues<TensorType>() : [TensorType.F32, TensorType.Q8_0, TensorType.Q4_K])
            {
                data.Add(shape, type, KernelTiers.Available[0].Name, KvCacheType.F16);
            }

            data.Add(shape, TensorType.F32, KernelTiers.Available[0].Name, KvCacheType.Q8_0);

            foreach (KernelSet tier in KernelTiers.Available.Skip(1).Where(_ => shape != "gemma4 with experts apart"))
            {
                data.Add(shape, TensorType.Q8_0, tier.Name, KvCacheType.F16);
                data.Add(shape, TensorType.Q8_0, tier.Name, KvCacheType.Q8_0);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Forward_PastTheWindow_IsNearDoubles(string shape, TensorType type, string tier, KvCacheType kv)
    {
        using TinyModel tiny = Create(shape, type);
        double[][] expected = s_expected.GetOrAdd((shape, type), _ => new Lazy<double[][]>(() => Reference(tiny.Path))).Value;
        using LanguageModel model = LanguageModel.Load(tiny.Path, new ModelOptions { Kernels = tier, KvType = kv, Threads = 2 }, TestContext.Current.CancellationToken);

        float[][] whole = Run(model, Tokens(Length), [Length]);

        // Activations of 8 bits cost some percent over seven or eight layers of noise, keys and values of 8 bits less; those of f16 nearly nothing.
        double limit = type is not (TensorType.F32 or TensorType.F16 or TensorType.BF16) ? 0.05 : kv == KvCacheType.Q8_0 ? 0.02 : 0.001;
        Assert.True(Distance(expected, whole) < limit, $"{shape} {type} {tier} {kv}: {Distance(expected, whole)}");
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Forward_InPieces_IsBitForBitTheWhole(string shape, TensorType type, string tier, KvCacheType kv)
    {
        using TinyModel tiny = Create(shape, type);
        using LanguageModel model = LanguageModel.Load(tiny.Path, new ModelOptions { Kernels = tier, KvType = kv, Threads = 2, MaxBatch = 64 }, TestContext.Current.CancellationToken);
        int[] tokens = Tokens(200);
        foreach (TokenOrigin origin in Enum.GetValues<TokenOrigin>())
        {
            float[][] inLarge = Run(model, tokens, [64, 64, 64, 8], origin);
            float[][] inSmall = Run(model, tokens, [1, 5, 31, 2, 17, 1, 1, 1, 1, 40, 3, 23, 10, 60, 1, 1, 2], origin);

            Assert.Equal(inLarge.SelectMany(r => r), inSmall.SelectMany(r => r));
        }
    }

    [Fact]
    public void Embedding_AnyText_IsNearDoubles()
    {
        using TinyModel tiny = TinyModel.Embedding(TensorType.F32);
        using GgufFile file = GgufFile.Open(tiny.Path);
        double[] expected = new ReferenceModel(file).Embedding(Tokens(Length));
        using LanguageModel model = LanguageModel.Load(tiny.Path, new ModelOptions { Threads = 1 }, TestContext.Current.CancellationToken);
        using KvCache cache = model.CreateCache(1 << 28);
        using KvSequence first = cache.CreateSequence();
        using KvSequence second = cache.CreateSequence();
        ForwardBatch batch = new(512);
        Assert.True(first.TryReserve(9) && second.TryReserve(Length));
        batch.Add(first, Tokens(9), LogitsWanted.None);
        batch.Add(second, Tokens(Length), LogitsWanted.None);

        model.Forward(batch);

        float[] embedding = new float[model.EmbeddingLength];
        model.Embedding(1, embedding);
        double cosine = embedding.Zip(expected, (a, b) => a * b).Sum();
        Assert.Equal(1, cosine, 1e-4);
        Assert.Equal(1, embedding.Sum(v => (double)v * v), 1e-5);
    }

    [Fact]
    public void Forward_LogitsOfAModelThatEmbeds_AreRefused()
    {
        using TinyModel tiny = TinyModel.Embedding(TensorType.F32);
        using LanguageModel model = LanguageModel.Load(tiny.Path, new ModelOptions { Threads = 1 }, TestContext.Current.CancellationToken);
        using KvCache cache = model.CreateCache(1 << 28);
        using KvSequence sequence = cache.CreateSequence();
        ForwardBatch batch = new(512);
        Assert.True(sequence.TryReserve(Length));
        batch.Add(sequence, Tokens(Length), LogitsWanted.Last);

        Assert.Throws<ArgumentException>(() => model.Forward(batch));
    }

    [Theory]
    [InlineData("gemma3")]
    [InlineData("gemma3n")]
    [InlineData("gemma4 with experts")]
    public void Forward_SeveralSequences_KeepToThemselves(string shape)
    {
        using TinyModel tiny = Create(shape, TensorType.Q4_0);
        using LanguageModel model = LanguageModel.Load(tiny.Path, new ModelOptions { Threads = 2 }, TestContext.Current.CancellationToken);
        float[][] alone = Run(model, Tokens(Length), [Length]);
        using KvCache cache = model.CreateCache(1 << 28);
        KvSequence[] sequences = [.. Enumerable.Range(0, 5).Select(_ => cache.CreateSequence())];
        ForwardBatch batch = new(512);
        float[]? last = null;
        for (int i = 0; i < Length; i++)
        {
            batch.Clear();
            for (int s = 0; s < sequences.Length; s++)
            {
                int token = s == 3 ? Tokens(Length)[i] : (i * 7 + s) % TinyModel.Vocabulary;
                Assert.True(sequences[s].TryReserve(1));
                batch.Add(sequences[s], [token], LogitsWanted.Last, s > 3 ? TokenOrigin.Answer : TokenOrigin.Prompt);
            }

            model.Forward(batch);
            last = model.Logits(3).ToArray();
        }

        Assert.Equal(alone[^1], last);
    }

    [Fact]
    public void Add_APromptAfterAnAnswer_IsRefused()
    {
        using TinyModel tiny = Create("gemma3", TensorType.Q4_0);
        using LanguageModel model = LanguageModel.Load(tiny.Path, new ModelOptions { Threads = 1 }, TestContext.Current.CancellationToken);
        using KvCache cache = model.CreateCache(1 << 26);
        using KvSequence first = cache.CreateSequence();
        using KvSequence second = cache.CreateSequence();
        ForwardBatch batch = new(2);
        batch.Add(first, [1], LogitsWanted.Last, TokenOrigin.Answer);

        Assert.Throws<ArgumentException>(() => batch.Add(second, [1], LogitsWanted.Last, TokenOrigin.Prompt));
    }

    [Fact]
    public void Forward_CacheOfTheOtherType_IsRefused()
    {
        using TinyModel tiny = Create("gemma3", TensorType.Q4_0);
        using LanguageModel model = LanguageModel.Load(tiny.Path, new ModelOptions { Threads = 1, KvType = KvCacheType.Q8_0 }, TestContext.Current.CancellationToken);
        using KvCache cache = new(model.Config, 1 << 26);
        using KvSequence sequence = cache.CreateSequence();
        ForwardBatch batch = new(1);
        Assert.True(sequence.TryReserve(1));
        batch.Add(sequence, [1], LogitsWanted.Last);

        ArgumentException e = Assert.Throws<ArgumentException>(() => model.Forward(batch));

        Assert.Contains("keeps F16, the model Q8_0", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CreateCache_OfBytes_TakesSeventeenThirtySecondsOfTheRoom()
    {
        using TinyModel tiny = Create("gemma4", TensorType.Q4_0);
        using LanguageModel model = LanguageModel.Load(tiny.Path, new ModelOptions { Threads = 1 }, TestContext.Current.CancellationToken);
        using KvCache halves = new(model.Config, 0);
        using KvCache bytes = new(model.Config, 0, KvCacheType.Q8_0);

        Assert.Equal(halves.BytesFor(1000) * 17 / 32, bytes.BytesFor(1000));
    }

    [Fact]
    public void Load_UnknownArchitecture_IsRefusedByName()
    {
        string path = Path.Combine(Path.GetTempPath(), $"castor-{Guid.NewGuid():N}.gguf");
        GgufWriter writer = new();
        writer.SetString("general.architecture", "llama");
        writer.Write(path);
        try
        {
            GgufException e = Assert.Throws<GgufException>(() => LanguageModel.Load(path, cancellationToken: TestContext.Current.CancellationToken));
            Assert.Contains("'llama' is not supported", e.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static double[][] Reference(string path)
    {
        using GgufFile file = GgufFile.Open(path);
        return new ReferenceModel(file).Logits(Tokens(Length));
    }

    private static TinyModel Create(string shape, TensorType type) => shape switch
    {
        "gemma3" => TinyModel.Gemma3(type),
        "gemma3n" => TinyModel.Gemma3n(type),
        "gemma4" => TinyModel.Gemma4(type, perLayerEmbeddings: false),
        "gemma4 with experts" => TinyModel.Experts(type),
        "gemma4 with experts apart" => TinyModel.Experts(type, isFused: false),
        _ => TinyModel.Gemma4(type, perLayerEmbeddings: true),
    };

    private static int[] Tokens(int count) => [.. Enumerable.Range(0, count).Select(i => (i * 31 + i * i % 17) % TinyModel.Vocabulary)];

    private static float[][] Run(LanguageModel model, int[] tokens, int[] pieces, TokenOrigin origin = TokenOrigin.Prompt)
    {
        using KvCache cache = model.CreateCache(1 << 28);
        using KvSequence sequence = cache.CreateSequence();
        ForwardBatch batch = new(model.Options.MaxBatch);
        List<float[]> logits = [];
        int start = 0;
        foreach (int piece in pieces)
        {
            batch.Clear();
            Assert.True(sequence.TryReserve(piece));
            batch.Add(sequence, tokens.AsSpan(start, piece), LogitsWanted.All, origin);
            model.Forward(batch);
            for (int i = 0; i < piece; i++)
            {
                logits.Add(model.Logits(i).ToArray());
            }

            start += piece;
        }

        Assert.Equal(tokens.Length, start);
        return [.. logits];
    }

    private static double Distance(double[][] expected, float[][] actual)
    {
        double error = 0;
        double power = 0;
        for (int t = 0; t < expected.Length; t++)
        {
            for (int v = 0; v < expected[t].Length; v++)
            {
                double difference = expected[t][v] - actual[t][v];
                error += difference * difference;
                power += expected[t][v] * expected[t][v];
            }
        }

        return Math.Sqrt(error / power);
    }
}
