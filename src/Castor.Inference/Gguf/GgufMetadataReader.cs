using System.Text.Unicode;

namespace Castor.Inference.Gguf;

/// <summary>Reads the key-value section: where each value lies, with every length in it checked.</summary>
internal static class GgufMetadataReader
{
    /// <summary>No known key nests arrays; the specification allows it.</summary>
    private const int DeepestArray = 4;

    /// <summary>A key's length, one character, a type and one byte.</summary>
    private const int SmallestEntry = 8 + 1 + 4 + 1;
    private const int SmallestArray = 4 + 8;

    public static Dictionary<string, GgufValue> Read(GgufReader reader, long count)
    {
        var values = new Dictionary<string, GgufValue>((int)Math.Min(count, 256), StringComparer.Ordinal);
        for (long i = 0; i < count; i++)
        {
            reader.Field = $"metadata entry {i}";
            long at = reader.Position;
            string key = reader.ReadString("the key", GgufLimits.LongestKey);
            if (key.Length == 0)
            {
                throw reader.Error("the key is empty", at);
            }

            reader.Field = $"key {GgufReader.Quote(key)}";
            if (!values.TryAdd(key, ReadValue(reader)))
            {
                throw reader.Error("the key is there twice, again", at);
            }
        }

        return values;
    }

    /// <summary>Refuses a count of entries that the file cannot hold.</summary>
    public static long ReadCount(GgufReader reader) => reader.ReadCount("metadata entries", SmallestEntry);

    private static GgufValue ReadValue(GgufReader reader)
    {
        GgufValueType type = ReadType(reader);
        return type == GgufValueType.Array ? ReadArray(reader, 1) : ReadElements(reader, type, isArray: false, 1, 1);
    }

    private static GgufValue ReadArray(GgufReader reader, int depth)
    {
        if (depth > DeepestArray)
        {
            throw reader.Error($"arrays nest deeper than {DeepestArray}", reader.Position);
        }

        GgufValueType type = ReadType(reader);
        int size = type switch
        {
            GgufValueType.String => 8,
            GgufValueType.Array => SmallestArray,
            _ => GgufValue.SizeOf(type),
        };
        return ReadElements(reader, type, isArray: true, reader.ReadCount("array elements", size), depth);
    }

    private static GgufValue ReadElements(GgufReader reader, GgufValueType type, bool isArray, long count, int depth)
    {
        long at = reader.Position;
        switch (type)
        {
            case GgufValueType.String:
                SkipStrings(reader, isArray, count);
                break;
            case GgufValueType.Array:
                for (long i = 0; i < count; i++)
                {
                    ReadArray(reader, depth + 1);
                }

                break;
            case GgufValueType.Boolean:
                SkipBooleans(reader, count);
                break;
            default:
                // Counts of arrays are checked against the rest of the file before, so that this product fits.
                reader.Advance(count * GgufValue.SizeOf(type));
                break;
        }

        long length = reader.Position - at;
        return length <= Array.MaxLength ? new GgufValue(type, isArray, count, at, length) : throw reader.Error($"the value has {length} bytes, which is too much,", at);
    }

    /// <summary>
    /// Strings of an array are checked for UTF-8 when they are decoded: a vocabulary has 262,144 of them, and not every reader of a file needs it.
    /// </summary>
    private static void SkipStrings(GgufReader reader, bool isArray, long count)
    {
        for (long i = 0; i < count; i++)
        {
            long at = reader.Position;
            ReadOnlySpan<byte> bytes = reader.ReadStringBytes();
            if (!isArray && !Utf8.IsValid(bytes))
            {
                throw reader.Error("the text is not UTF-8", at);
            }
        }
    }

    private static void SkipBooleans(GgufReader reader, long count)
    {
        long at = reader.Advance(count);
        for (long done = 0; done < count;)
        {
            ReadOnlySpan<byte> values = reader.Bytes(at + done, (int)Math.Min(count - done, int.MaxValue));
            int wrong = values.IndexOfAnyExceptInRange((byte)0, (byte)1);
            if (wrong >= 0)
            {
                throw reader.Error($"{values[wrong]} is no boolean", at + done + wrong);
            }

            done += values.Length;
        }
    }

    private static GgufValueType ReadType(GgufReader reader)
    {
        long at = reader.Position;
        uint type = reader.Read<uint>();
        return type <= (uint)GgufValueType.Double ? (GgufValueType)type : throw reader.Error($"there is no value type {type}, named", at);
    }
}
