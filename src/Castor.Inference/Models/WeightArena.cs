using Castor.Inference.Gguf;
using Castor.Inference.Kernels;
using Castor.Inference.Kernels.Packing;
using Castor.Inference.Memory;
using Castor.Inference.Quantization;

namespace Castor.Inference.Models;

/// <summary>
/// The packed weights of a model in one piece of memory, so that huge pages serve all of it. Tensors are asked for first, which gives the sizes, and packed then.
/// </summary>
internal sealed unsafe class WeightArena : IDisposable
{
    private const int Alignment = 64;

    private readonly GgufFile _file;
    private readonly List<(GgufTensor Tensor, int Rows, long Offset)> _matrices = [];
    private readonly List<(GgufTensor Tensor, long Offset)> _floats = [];
    private readonly NativeBuffer _memory;
    private long _length;

    /// <summary>Reserves the memory for a file's tensors.</summary>
    /// <param name="file">The file.</param>
    /// <param name="unpacked">Tensors that stay in the file.</param>
    /// <exception cref="GgufException">A tensor has a type that cannot be computed with.</exception>
    public WeightArena(GgufFile file, IReadOnlySet<string> unpacked)
    {
        _file = file;
        long total = 0;
        foreach (GgufTensor tensor in file.Tensors.Values)
        {
            if (!unpacked.Contains(tensor.Name))
            {
                total += ByteLengthOf(tensor);
            }
        }

        _memory = new NativeBuffer(total);
    }

    /// <summary>The bytes taken.</summary>
    public long ByteLength => _memory.ByteLength;

    /// <summary>A matrix that the graph needs; its bytes are there after <see cref="Pack"/>.</summary>
    /// <exception cref="GgufException">It is missing or has another shape.</exception>
    public PackedMatrix Matrix(string name, int columns, int rows)
    {
        GgufTensor tensor = Find(name, columns, rows);
        return Take(tensor, columns, rows)[0];
    }

    /// <summary>Matrices of one shape that the graph needs, one after the other in one tensor.</summary>
    /// <exception cref="GgufException">The tensor is missing or has another shape.</exception>
    public PackedMatrix[] Matrices(string name, int columns, int rows, int count)
    {
        GgufTensor tensor = Find(name, columns, (long)rows * count);
        if (tensor.Shape.Count != 3 || tensor.Shape[1] != rows)
        {
            throw new GgufException($"Tensor '{name}' has the shape {string.Join(" x ", tensor.Shape)}; the model's numbers ask for {columns} x {rows} x {count}.");
        }

        return Take(tensor, columns, rows);
    }

    /// <summary>A vector of floats that the graph needs.</summary>
    /// <exception cref="GgufException">It is missing or has another length.</exception>
    public float* Vector(string name, int length) => Floats(name, length, 1);

    /// <summary>A small matrix that the graph needs as floats, row after row.</summary>
    /// <exception cref="GgufException">It is missing or has another shape.</exception>
    public float* Floats(string name, int columns, int rows)
    {
        GgufTensor tensor = Find(name, columns, rows);
        float* floats = (float*)(_memory.Data + _length);
        _floats.Add((tensor, _length));
        Take((long)columns * rows * sizeof(float));
        return floats;
    }

    /// <summary>A vector where the file has it, else null.</summary>
    public float* OptionalVector(string name, int length) => _file.Tensors.ContainsKey(name) ? Vector(name, length) : null;

    /// <summary>A tensor whose rows are read from the file.</summary>
    /// <exception cref="GgufException">It is missing or has another shape.</exception>
    public GgufTensor Unpacked(string name, int columns, int rows) => Find(name, columns, rows);

    /// <summary>Packs everything that was asked for, and lets go of the file's pages.</summary>
    public void Pack(int threads, CancellationToken cancellationToken)
    {
        ParallelOptions options = new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        foreach ((GgufTensor tensor, long offset) in _floats)
        {
            int columns = (int)tensor.Shape[0];
            for (int row = 0; row < tensor.RowCount; row++)
            {
                Quantizer.Dequantize(tensor.Type, tensor.Row(row), new Span<float>(_memory.Data + offset + (long)row * columns * sizeof(float), columns));
            }
        }

        foreach ((GgufTensor tensor, int rows, long offset) in _matrices)
        {
            int columns = (int)tensor.Shape[0];
            int groups = PackedMatrix.GroupCountOf(rows);
            long groupBytes = PackedLayout.Of(tensor.Type).GroupBytes(columns);
            long matrixBytes = Aligned(groups * groupBytes);
            byte* target = _memory.Data + offset;
            byte* source = tensor.Data;
            long rowBytes = tensor.ByteLength / tensor.RowCount;
            TensorType type = tensor.Type;
            Parallel.For(0, checked((int)(tensor.RowCount / rows * groups)), options, item =>
            {
                (int matrix, int group) = Math.DivRem(item, groups);
                byte** pointers = stackalloc byte*[PackedLayout.Rows];
                for (int r = 0; r < PackedLayout.Rows; r++)
                {
                    int row = group * PackedLayout.Rows + r;
                    pointers[r] = row < rows ? source + ((long)matrix * rows + row) * rowBytes : null;
                }

                GroupPacker.Pack(type, pointers, columns, target + matrix * matrixBytes + group * groupBytes);
            });
            tensor.ReleasePages();
        }
    }

    public void Dispose() => _memory.Dispose();

    // Vectors and tiny matrices are taken as floats, matrices of few rows in either way.
    private static long ByteLengthOf(GgufTensor tensor)
    {
        bool isFloats = tensor.RowCount == 1 || tensor.Shape[0] % PackedLayout.Columns != 0;
        long floats = isFloats || tensor.RowCount < PackedLayout.Rows ? Aligned(checked(tensor.ElementCount * sizeof(float))) : 0;
        return isFloats ? floats : Math.Max(floats, PackedLengthOf(tensor));
    }

    private static long PackedLengthOf(GgufTensor tensor)
    {
        if (tensor.RowCount > int.MaxValue || tensor.Shape[0] > int.MaxValue)
        {
            throw new GgufException($"Tensor '{tensor.Name}' is too large: {tensor.Shape[0]} x {tensor.RowCount}.");
        }

        return checked(tensor.RowCount / tensor.Shape[1] * Aligned(PackedMatrix.ByteLengthOf(tensor.Type, (int)tensor.Shape[1], (int)tensor.Shape[0])));
    }

    private static long Aligned(long length) => (length + Alignment - 1) & ~(Alignment - 1L);

    // As many matrices of so many rows as the tensor holds.
    private PackedMatrix[] Take(GgufTensor tensor, int columns, int rows)
    {
        if (columns % PackedLayout.Columns != 0)
        {
            throw new GgufException($"Tensor '{tensor.Name}' has {columns} columns, not a multiple of {PackedLayout.Columns}.");
        }

        _matrices.Add((tensor, rows, _length));
        PackedMatrix[] matrices = new PackedMatrix[tensor.RowCount / rows];
        for (int i = 0; i < matrices.Length; i++)
        {
            matrices[i] = new PackedMatrix(tensor.Type, rows, columns, _memory.Data + _length);
            Take(PackedMatrix.ByteLengthOf(tensor.Type, rows, columns));
        }

        return matrices;
    }

    private void Take(long length)
    {
        _length += Aligned(length);
        if (_length > _memory.ByteLength)
        {
            throw new InvalidOperationException("More tensors were asked for than the file has.");
        }
    }

    private GgufTensor Find(string name, int columns, long rows)
    {
        if (!_file.Tensors.TryGetValue(name, out GgufTensor? tensor))
        {
            throw new GgufException($"Tensor '{name}' is missing.");
        }

        if (tensor.Shape[0] != columns || tensor.RowCount != rows)
        {
            throw new GgufException($"Tensor '{name}' has the shape {tensor.Shape[0]} x {tensor.RowCount}; the model's numbers ask for {columns} x {rows}.");
        }

        return tensor;
    }
}
