using System.Numerics;
using Castor.Inference.Gguf;

namespace Castor.Inference.Quantization;

/// <summary>Writes a model anew in another type.</summary>
public sealed class ModelQuantization
{
    private const uint QuantizationVersion = 2;
    private const int CopyBytes = 1 << 22;
    private const float LargestHalf = 65504;

    /// <summary>What to make.</summary>
    public required QuantizationRecipe Recipe { get; init; }

    /// <summary>The threads that quantise.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether a tensor that is quantised already may be quantised again, which loses more than doing it once from the original.</summary>
    public bool AllowsRequantization { get; init; }

    /// <summary>Told of each tensor and each few megabytes.</summary>
    public Action<QuantizationProgress>? Progress { get; init; }

    /// <summary>Reads one file and writes another, which appears at its place when it is whole. A split input becomes one file.</summary>
    /// <exception cref="GgufException">The input is damaged, has numbers that are not finite, is quantised already, or is the output.</exception>
    /// <exception cref="IOException">The input cannot be read or the output not be written.</exception>
    /// <exception cref="OperationCanceledException">The work was called off; nothing is left behind.</exception>
    public void Run(string input, string output, CancellationToken cancellationToken)
    {
        if (Path.GetFullPath(input) == Path.GetFullPath(output))
        {
            throw new GgufException($"{output}: the output cannot be the input itself.");
        }

        using var file = GgufFile.Open(input);
        IReadOnlyDictionary<string, TensorType> types = Recipe.Choose([.. file.Tensors.Values.Select(t => new TensorOutline(t.Name, t.Shape, t.Type))]);
        foreach (GgufTensor tensor in file.Tensors.Values)
        {
            CheckSource(file, tensor, types[tensor.Name]);
        }

        var writer = new GgufWriter();
        CopyMetadata(file.Metadata, writer);
        long total = file.Tensors.Values.Sum(t => BlockFormat.Of(types[t.Name]).BytesOf(t.ElementCount));
        var meter = new WriteMeter(file.Tensors.Count, total, Progress);
        var rows = new RowQuantizer(Threads, cancellationToken);
        foreach (GgufTensor tensor in file.Tensors.Values)
        {
            TensorType type = types[tensor.Name];
            writer.Add(tensor.Name, type, [.. tensor.Shape], stream =>
            {
                meter.Begin(tensor.Name, type);
                if (tensor.Type == type)
                {
                    Copy(tensor, stream, meter, cancellationToken);
                }
                else
                {
                    rows.Write(stream, type, tensor.Shape[0], tensor.RowCount, (row, values) => Read(file, tensor, type, row, values), meter.Advance);
                }

                tensor.ReleasePages();
            });
        }

        writer.Write(output);
    }

    private static void Copy(GgufTensor tensor, Stream stream, WriteMeter meter, CancellationToken cancellationToken)
    {
        for (long done = 0; done < tensor.ByteLength;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<byte> bytes = tensor.Slice(done, (int)Math.Min(CopyBytes, tensor.ByteLength - done));
            stream.Write(bytes);
            meter.Advance(bytes.Length);
            done += bytes.Length;
        }
    }

    private static void Read(GgufFile file, GgufTensor tensor, TensorType type, long row, Span<float> values)
    {
        Quantizer.Dequantize(tensor.Type, tensor.Row(row), values);
        float largest = Largest(values);
        float bound = type is TensorType.F32 or TensorType.BF16 ? float.MaxValue : LargestHalf;
        if (!(largest <= bound))
        {
            string what = float.IsFinite(largest) ? $"{largest}, which is too large for {type}" : "numbers that are not finite";
            throw new GgufException($"{file.Path}: tensor {GgufReader.Quote(tensor.Name)}: row {row} has {what}.");
        }
    }

    /// <summary>The largest magnitude; NaN where any number is.</summary>
    private static float Largest(ReadOnlySpan<float> values)
    {
        Vector<float> largest = default;
        int i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            largest = Vector.Max(largest, Vector.Abs(new Vector<float>(values[i..])));
        }

        float result = 0;
        for (int lane = 0; lane < Vector<float>.Count; lane++)
        {
            result = MathF.Max(result, largest[lane]);
        }

        for (; i < values.Length; i++)
        {
            result = MathF.Max(result, MathF.Abs(values[i]));
        }

        return result;
    }

    private void CheckSource(GgufFile file, GgufTensor tensor, TensorType type)
    {
        if (!tensor.Type.IsFloat() && tensor.Type != type && !AllowsRequantization)
        {
            throw new GgufException(
                $"{file.Path}: tensor {GgufReader.Quote(tensor.Name)} is {tensor.Type} already; quantising it again to {type} would lose more than starting from the original.");
        }
    }

    private void CopyMetadata(GgufMetadata metadata, GgufWriter writer)
    {
        foreach (string key in metadata.Keys.Where(k => !k.StartsWith("split.", StringComparison.Ordinal)))
        {
            writer.Copy(metadata, key);
        }

        writer.SetNumber("general.file_type", Recipe.FileType);
        if (Recipe.IsQuantized)
        {
            writer.SetNumber("general.quantization_version", QuantizationVersion);
        }
    }
}
