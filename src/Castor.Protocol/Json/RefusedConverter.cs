using System.Text.Json;
using System.Text.Json.Serialization;

namespace Castor.Protocol.Json;

/// <summary>
/// Stands at a property that requests must not have. The property itself cannot be taken away: the generated constructor
/// wants one for each of its parameters.
/// </summary>
internal sealed class RefusedConverter<T> : JsonConverter<T>, IRefusedConverter
{
    public override bool HandleNull => true;

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new JsonException();

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => throw new NotSupportedException();
}
