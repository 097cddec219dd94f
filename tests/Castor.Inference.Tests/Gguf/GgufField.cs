using System.Buffers.Binary;

namespace Castor.Inference.Tests.Gguf;

/// <summary>A number in a file that says how much or where something is: what an attack would change.</summary>
/// <param name="At">Its first byte.</param>
/// <param name="Size">Its bytes: 4 or 8.</param>
internal readonly record struct GgufField(int At, int Size)
{
    /// <summary>All such numbers of a valid file, found by a walk that shares nothing with the product's reader.</summary>
    public static List<GgufField> Of(ReadOnlySpan<byte> file)
    {
        var walk = new Walk(file);
        walk.Header();
        return walk.Fields;
    }

    public ulong Read(ReadOnlySpan<byte> file) =>
        Size == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(file[At..]) : BinaryPrimitives.ReadUInt64LittleEndian(file[At..]);

    public void Write(Span<byte> file, ulong value)
    {
        if (Size == 4)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(file[At..], (uint)value);
        }
        else
        {
            BinaryPrimitives.WriteUInt64LittleEndian(file[At..], value);
        }
    }

    private ref struct Walk(ReadOnlySpan<byte> file)
    {
        private readonly ReadOnlySpan<byte> _file = file;
        private int _at = 4;

        public List<GgufField> Fields { get; } = [];

        public void Header()
        {
            Take(4);
            ulong tensors = Take(8);
            ulong entries = Take(8);
            for (ulong i = 0; i < entries; i++)
            {
                Text();
                Value((uint)Take(4));
            }

            for (ulong i = 0; i < tensors; i++)
            {
                Text();
                ulong dimensions = Take(4);
                for (ulong j = 0; j < dimensions; j++)
                {
                    Take(8);
                }

                Take(4);
                Take(8);
            }
        }

        private ulong Take(int size)
        {
            var field = new GgufField(_at, size);
            Fields.Add(field);
            _at += size;
            return field.Read(_file);
        }

        private void Text()
        {
            int length = (int)Take(8);
            _at += length;
        }

        private void Value(uint type)
        {
            switch (type)
            {
                case RawGguf.Text:
                    Text();
                    break;
                case RawGguf.Array:
                    uint element = (uint)Take(4);
                    ulong count = Take(8);
                    for (ulong i = 0; i < count; i++)
                    {
                        Value(element);
                    }

                    break;
                case RawGguf.UInt32 or RawGguf.Int32:
                    Take(4);
                    break;
                default:
                    _at += type switch { 0 or 1 or 7 => 1, 2 or 3 => 2, 6 => 4, _ => 8 };
                    break;
            }
        }
    }
}
