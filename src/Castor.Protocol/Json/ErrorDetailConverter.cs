using System.Text.Json;
using System.Text.Json.Serialization;

namespace Castor.Protocol.Json;

/// <summary>Picks the record of an error detail by its type URL.</summary>
public sealed class ErrorDetailConverter : JsonConverter<ErrorDetail>
{
    /// <inheritdoc/>
    public override ErrorDetail Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        JsonElement value = JsonElement.ParseValue(ref reader);
        string type = value.ValueKind == JsonValueKind.Object && value.TryGetProperty("@type", out JsonElement url)
            ? url.GetString() ?? ""
            : "";
        return RecordOf(type) is { } record
            ? (ErrorDetail)value.Deserialize(options.GetTypeInfo(record))!
            : new UnknownErrorDetail(type, value);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ErrorDetail value, JsonSerializerOptions options)
    {
        if (value is UnknownErrorDetail unknown)
        {
            unknown.Value.WriteTo(writer);
            return;
        }

        JsonSerializer.Serialize(writer, value, options.GetTypeInfo(value.GetType()));
    }

    private static Type? RecordOf(string typeUrl) => typeUrl switch
    {
        ErrorInfo.TypeUrl => typeof(ErrorInfo),
        BadRequest.TypeUrl => typeof(BadRequest),
        QuotaFailure.TypeUrl => typeof(QuotaFailure),
        RetryInfo.TypeUrl => typeof(RetryInfo),
        Help.TypeUrl => typeof(Help),
        LocalizedMessage.TypeUrl => typeof(LocalizedMessage),
        DebugInfo.TypeUrl => typeof(DebugInfo),
        _ => null,
    };
}
