using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Castor.Protocol.OpenAi;

/// <summary>Writes vectors in either form, and reads both.</summary>
internal sealed class EmbeddingVectorConverter : JsonConverter<EmbeddingVector>
{
    public override EmbeddingVector Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            byte[] bytes = reader.GetBytesFromBase64();
            float[] decoded = new float[bytes.Length / sizeof(float)];
            for (int i = 0; i < decoded.Length; i++)
            {
                decoded[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(i * sizeof(float)));
            }

            return new EmbeddingVector(decoded, IsBase64: true);
        }

        var values = new List<float>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            values.Add(reader.GetSingle());
        }

        return new EmbeddingVector(values.ToArray(), IsBase64: false);
    }

    public override void Write(Utf8JsonWriter writer, EmbeddingVector value, JsonSerializerOptions options)
    {
        if (value.IsBase64)
        {
            WriteBase64(writer, value.Values.Span);
            return;
        }

        writer.WriteStartArray();
        foreach (float number in value.Values.Span)
        {
            writer.WriteNumberValue(number);
        }

        writer.WriteEndArray();
    }

    private static void WriteBase64(Utf8JsonWriter writer, ReadOnlySpan<float> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            writer.WriteBase64StringValue(MemoryMarshal.AsBytes(values));
            return;
        }

        byte[] bytes = ArrayPool<byte>.Shared.Rent(values.Length * sizeof(float));
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        }

        writer.WriteBase64StringValue(bytes.AsSpan(0, values.Length * sizeof(float)));
        ArrayPool<byte>.Shared.Return(bytes);
    }
}
