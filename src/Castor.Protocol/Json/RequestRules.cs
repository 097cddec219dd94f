using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Castor.Protocol.Json.FrontEnd;

namespace Castor.Protocol.Json;

/// <summary>
/// Narrows the generated metadata to what a request may hold: no unknown fields, none that the
/// dialect lacks, one member of a oneof. What breaks a rule here is read again by the front end's own rules, which say what is wrong.
/// </summary>
internal static class RequestRules
{
    /// <summary>Changes the metadata of one type.</summary>
    /// <param name="type">The metadata.</param>
    /// <param name="dialect">Which fields are taken.</param>
    public static void Apply(JsonTypeInfo type, WireDialect dialect)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
        {
            return;
        }

        var checks = new List<Func<object, bool>>();
        var oneofs = new Dictionary<string, List<Func<object, object?>>>();
        for (int i = type.Properties.Count - 1; i >= 0; i--)
        {
            JsonPropertyInfo property = type.Properties[i];
            if (property.IsExtensionData)
            {
                type.Properties.RemoveAt(i);
                continue;
            }

            if (TwinFields.RefusalOf(type.Type, property.Name, dialect) is { } refusal)
            {
                property.CustomConverter = refusal;
                continue;
            }

            if (TwinFields.EnumOf(type.Type, property.Name, dialect) is { } names)
            {
                property.CustomConverter = names;
            }

            if (WireFacts.IsStruct(type.Type, property.Name))
            {
                property.CustomConverter = new StructConverter();
            }

            if (WireFacts.Oneof(type.Type, property.Name) is { } oneof)
            {
                (oneofs.TryGetValue(oneof, out List<Func<object, object?>>? group) ? group : oneofs[oneof] = []).Add(property.Get!);
            }

            if (CheckOf(type.Type, property) is { } check)
            {
                checks.Add(check);
            }
        }

        checks.AddRange(oneofs.Values.Where(group => group.Count > 1).Select(group => OneOf([.. group])));
        if (checks.Count > 0)
        {
            Func<object, bool>[] all = [.. checks];
            type.OnDeserialized = message => Verify(message, all);
        }
    }

    private static Func<object, bool>? CheckOf(Type owner, JsonPropertyInfo property)
    {
        Func<object, object?> get = property.Get!;
        if (WireFacts.FieldEnum(owner, property.Name) is { } names)
        {
            return message => get(message) is not IReadOnlyList<Modality> values || values.All(v => names.Knows(v.Value));
        }

        return typeof(IEnumerable).IsAssignableFrom(property.PropertyType) && property.Options.GetTypeInfo(property.PropertyType).Kind == JsonTypeInfoKind.Dictionary
            ? message => get(message) is not IDictionary map || !map.Values.Cast<object?>().Contains(null)
            : null;
    }

    private static Func<object, bool> OneOf(Func<object, object?>[] members) => message =>
    {
        int set = 0;
        foreach (Func<object, object?> member in members)
        {
            set += member(message) is null ? 0 : 1;
        }

        return set <= 1;
    };

    private static void Verify(object message, Func<object, bool>[] checks)
    {
        foreach (Func<object, bool> check in checks)
        {
            if (!check(message))
            {
                throw new JsonException();
            }
        }
    }
}
