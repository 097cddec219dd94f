using System.Text.Json;
using System.Text.Json.Serialization;

namespace Castor.Protocol.Json;

/// <summary>
/// Reads and writes an open enumeration by name. Where unknown members are refused (requests of clients), unknown names
/// are refused too; the numbers that proto3 JSON also allows are turned into names before this runs.
/// </summary>
public sealed class OpenEnumConverter<TEnum> : JsonConverter<TEnum>
    where TEnum : struct, IOpenEnum<TEnum>
{
    private const int LongestName = 64;

    /// <inheritdoc/>
    public override TEnum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException();
        }

        Span<char> buffer = stackalloc char[LongestName];
        if (!reader.HasValueSequence && reader.ValueSpan.Length <= LongestName)
        {
            int length = reader.CopyString(buffer);
            if (TEnum.Descriptor.TryIntern(buffer[..length], out string? interned))
            {
                return TEnum.FromName(interned);
            }
        }

        string name = reader.GetString()!;
        return options.UnmappedMemberHandling == JsonUnmappedMemberHandling.Disallow && !TEnum.Descriptor.Knows(name)
            ? throw new JsonException()
            : TEnum.FromName(name);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
