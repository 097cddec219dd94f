using Castor.Inference.Gguf;
using Castor.Inference.Quantization;

namespace Castor.Inference.Synthesis;

/// <summary>Writes a model with random weights in the shape of a real one: what it says means nothing, and it costs as much to run.</summary>
public sealed class ModelSynthesizer
{
    // BF16, as the weights were published. With F16 llama.cpp v0.5.0 answers with NaN where it computes with AMX.
    private static readonly string[] s_neverQuantized = ["altup_proj.", "altup_unembd_proj.", "altup_router.", "laurel_l.", "laurel_r."];

    /// <summary>The shape.</summary>
    public required ModelShape Shape { get; init; }

    /// <summary>The types of its tensors.</summary>
    public required QuantizationRecipe Recipe { get; init; }

    /// <summary>The seed: the same one gives the same file.</summary>
    public ulong Seed { get; init; }

    /// <summary>The threads that make weights.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Told of each tensor and each few megabytes.</summary>
    public Action<QuantizationProgress>? Progress { get; init; }

    /// <summary>Writes the file, which appears at its place when it is whole.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The vocabulary is too small to hold the bytes and the marks.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The work was called off; nothing is left behind.</exception>
    public void Write(string path, CancellationToken cancellationToken)
    {
        var writer = new GgufWriter();
        SyntheticMetadata.Write(Shape, Recipe, Seed, writer);
        new SyntheticVocabulary(Shape.Family, Shape.VocabularySize).Write(writer);
        IReadOnlyList<SyntheticTensor> tensors = SyntheticTensors.Of(Shape);
        IReadOnlyDictionary<string, TensorType> types = Recipe.Choose([.. tensors.Select(t => new TensorOutline(t.Name, t.Shape, OriginalType(t)))]);
        long total = tensors.Sum(t => BlockFormat.Of(types[t.Name]).BytesOf(t.ElementCount));
        var meter = new WriteMeter(tensors.Count, total, Progress);
        var rows = new RowQuantizer(Threads, cancellationToken);
        foreach (SyntheticTensor tensor in tensors)
        {
            TensorType type = types[tensor.Name];
            ulong seed = SyntheticNumbers.Derive(Seed, tensor.Name);
            writer.Add(tensor.Name, type, tensor.Shape, stream =>
            {
                meter.Begin(tensor.Name, type);
                rows.Write(stream, type, tensor.Shape[0], tensor.RowCount, (row, values) => Fill(tensor, seed, row, values), meter.Advance);
            });
        }

        writer.Write(path);
    }

    /// <summary>What files keep in 32 and in 16 bits.</summary>
    private TensorType OriginalType(SyntheticTensor tensor) =>
        tensor.Name == "per_layer_model_proj.weight" ? TensorType.BF16
        : s_neverQuantized.Any(n => tensor.Name.Contains(n, StringComparison.Ordinal)) && Recipe.IsQuantized ? TensorType.BF16
        : TensorType.F32;

    private static void Fill(SyntheticTensor tensor, ulong seed, long row, Span<float> values)
    {
        if (tensor.Values is { } fixedValues)
        {
            fixedValues.CopyTo(values);
        }
        else
        {
            SyntheticNumbers.Fill(values, SyntheticNumbers.Derive(seed, (ulong)row), tensor.Middle, tensor.Spread);
        }
    }
}
