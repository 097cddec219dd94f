using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Castor.Protocol.Json;

/// <summary>Decodes a bytes field straight from the text, in any form that <see cref="Base64Text"/> takes.</summary>
internal sealed class Base64BytesConverter : JsonConverter<ReadOnlyMemory<byte>>
{
    public override ReadOnlyMemory<byte> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException();
        }

        if (!reader.ValueIsEscaped && !reader.HasValueSequence)
        {
            return Base64Text.TryDecode(reader.ValueSpan, out byte[] bytes) ? bytes : throw new JsonException();
        }

        // PHP's encoder writes each slash of the alphabet with a backslash.
        int length = reader.HasValueSequence ? checked((int)reader.ValueSequence.Length) : reader.ValueSpan.Length;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            return Base64Text.TryDecode(buffer.AsSpan(0, reader.CopyString(buffer)), out byte[] bytes) ? bytes : throw new JsonException();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public override void Write(Utf8JsonWriter writer, ReadOnlyMemory<byte> value, JsonSerializerOptions options) =>
        writer.WriteBase64StringValue(value.Span);
}
