using System.Text.Json;

namespace Castor.Engines.Scenarios.Matching;

/// <summary>Whether one JSON value holds another: objects by their members, lists by finding each wanted item.</summary>
internal static class JsonSubset
{
    public static bool Holds(JsonElement value, JsonElement wanted)
    {
        switch (wanted.ValueKind)
        {
            case JsonValueKind.Object:
                if (value.ValueKind != JsonValueKind.Object)
                {
                    return false;
                }

                foreach (JsonProperty member in wanted.EnumerateObject())
                {
                    if (!value.TryGetProperty(member.Name, out JsonElement found) || !Holds(found, member.Value))
                    {
                        return false;
                    }
                }

                return true;
            case JsonValueKind.Array:
                return value.ValueKind == JsonValueKind.Array
                    && wanted.EnumerateArray().All(w => value.EnumerateArray().Any(v => Holds(v, w)));
            case JsonValueKind.Number:
                return value.ValueKind == JsonValueKind.Number && value.GetDouble().Equals(wanted.GetDouble());
            default:
                return JsonElement.DeepEquals(value, wanted);
        }
    }
}
