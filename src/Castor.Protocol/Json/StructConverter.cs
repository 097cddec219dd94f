using System.Text.Json;
using System.Text.Json.Serialization;

namespace Castor.Protocol.Json;

/// <summary>Reads a <c>google.protobuf.Struct</c> of a request: an object and nothing else.</summary>
internal sealed class StructConverter : JsonConverter<JsonElement?>
{
    public override JsonElement? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.StartObject
            ? JsonSerializer.Deserialize(ref reader, (System.Text.Json.Serialization.Metadata.JsonTypeInfo<JsonElement>)options.GetTypeInfo(typeof(JsonElement)))
            : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, JsonElement? value, JsonSerializerOptions options) => value?.WriteTo(writer);
}
