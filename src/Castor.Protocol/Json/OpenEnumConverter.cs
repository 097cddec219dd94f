using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Castor.Protocol.Json;

/// <summary>
/// Reads and writes an open enumeration by name, or by the number where that has no name. Where unknown members are refused
/// (requests of clients), unknown names are refused too; unknown numbers are kept, as proto3 has it.
/// </summary>
public sealed class OpenEnumConverter<TEnum> : JsonConverter<TEnum>, IOpenEnumConverter
    where TEnum : struct, IOpenEnum<TEnum>
{
    private const int LongestName = 64;

    EnumDescriptor IOpenEnumConverter.Descriptor => TEnum.Descriptor;

    /// <inheritdoc/>
    public override TEnum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int number))
        {
            return TEnum.FromName(
                TEnum.Descriptor.TryGetName(number, out string? declared) ? declared : number.ToString(CultureInfo.InvariantCulture));
        }

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
    public override void Write(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options) => OpenEnumText.Write(writer, value.Value);
}
