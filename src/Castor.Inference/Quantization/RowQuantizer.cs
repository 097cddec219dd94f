using System.Buffers;
using System.Runtime.ExceptionServices;
using Castor.Inference.Gguf;

namespace Castor.Inference.Quantization;

/// <summary>Quantises the rows of a tensor on several threads and writes them in their order, a few megabytes at a time.</summary>
internal sealed class RowQuantizer(int threads, CancellationToken cancellationToken)
{
    private const long ChunkElements = 1 << 22;
    private const long TaskElements = 1 << 16;

    private readonly ParallelOptions _options = new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };

    /// <summary>Writes all rows of a tensor.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="type">The type to make.</param>
    /// <param name="rowLength">The elements of a row: whole blocks of the type.</param>
    /// <param name="rowCount">The number of rows.</param>
    /// <param name="source">Where the elements come from.</param>
    /// <param name="advanced">Told the bytes that were written, after each chunk.</param>
    public void Write(Stream stream, TensorType type, long rowLength, long rowCount, RowSource source, Action<long> advanced)
    {
        int rowBytes = checked((int)BlockFormat.Of(type).BytesOf(rowLength));
        long chunkRows = Math.Clamp(ChunkElements / rowLength, 1, rowCount);
        byte[] chunk = ArrayPool<byte>.Shared.Rent(checked((int)(chunkRows * rowBytes)));
        for (long first = 0; first < rowCount; first += chunkRows)
        {
            int rows = (int)Math.Min(chunkRows, rowCount - first);
            Fill(chunk, type, (int)rowLength, rowBytes, first, rows, source);
            stream.Write(chunk, 0, rows * rowBytes);
            advanced((long)rows * rowBytes);
        }

        ArrayPool<byte>.Shared.Return(chunk);
    }

    private void Fill(byte[] chunk, TensorType type, int rowLength, int rowBytes, long first, int rows, RowSource source)
    {
        int taskRows = (int)Math.Clamp(TaskElements / rowLength, 1, rows);
        int tasks = (rows + taskRows - 1) / taskRows;
        try
        {
            Parallel.For(0, tasks, _options, task =>
            {
                float[] values = ArrayPool<float>.Shared.Rent(rowLength);
                int end = Math.Min((task + 1) * taskRows, rows);
                for (int row = task * taskRows; row < end; row++)
                {
                    Span<float> elements = values.AsSpan(0, rowLength);
                    source(first + row, elements);
                    Quantizer.Quantize(type, elements, chunk.AsSpan(row * rowBytes, rowBytes));
                }

                ArrayPool<float>.Shared.Return(values);
            });
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
    }
}
