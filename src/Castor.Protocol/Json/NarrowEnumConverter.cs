using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Castor.Protocol.Json;

/// <summary>
/// Reads an enumeration that has fewer names, or other numbers, than its record type. As with all enumerations, unknown names are refused and
/// unknown numbers kept.
/// </summary>
/// <param name="descriptor">The names and numbers.</param>
internal sealed class NarrowEnumConverter<TEnum>(EnumDescriptor descriptor) : JsonConverter<TEnum?>, IOpenEnumConverter
    where TEnum : struct, IOpenEnum<TEnum>
{
    private const int LongestName = 64;

    public EnumDescriptor Descriptor => descriptor;

    public override TEnum? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int number))
        {
            return TEnum.FromName(descriptor.TryGetName(number, out string? declared) ? declared : number.ToString(CultureInfo.InvariantCulture));
        }

        Span<char> buffer = stackalloc char[LongestName];
        return reader.TokenType == JsonTokenType.String && !reader.HasValueSequence && reader.ValueSpan.Length <= LongestName
            && descriptor.TryIntern(buffer[..reader.CopyString(buffer)], out string? name)
            ? TEnum.FromName(name)
            : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, TEnum? value, JsonSerializerOptions options) => throw new NotSupportedException();
}
