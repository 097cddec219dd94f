using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Castor.Engines.Schemas;

/// <summary>Finds what <c>$ref</c> points at: a JSON pointer, an anchor, or another part of the document by its <c>$id</c>.</summary>
internal sealed class SchemaReferences
{
    private static readonly Uri s_rootBase = new("https://castor.invalid/schema");

    // The keywords that hold schemas, or lists of them; true for those that hold schemas by name.
    private static readonly FrozenDictionary<string, bool> s_keywords = new Dictionary<string, bool>
    {
        ["items"] = false,
        ["prefixItems"] = false,
        ["additionalItems"] = false,
        ["contains"] = false,
        ["unevaluatedItems"] = false,
        ["properties"] = true,
        ["patternProperties"] = true,
        ["additionalProperties"] = false,
        ["propertyNames"] = false,
        ["unevaluatedProperties"] = false,
        ["dependentSchemas"] = true,
        ["dependencies"] = true,
        ["allOf"] = false,
        ["anyOf"] = false,
        ["oneOf"] = false,
        ["not"] = false,
        ["if"] = false,
        ["then"] = false,
        ["else"] = false,
        ["$defs"] = true,
        ["definitions"] = true,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly Queue<SchemaLocation> _elsewhere = new();
    private readonly JsonElement _root;
    private readonly bool _named;
    private readonly Dictionary<string, SchemaLocation> _resources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SchemaLocation> _anchors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _dynamicAnchors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, JsonElement>> _members = new(StringComparer.Ordinal);

    /// <summary>Reads the names of a document.</summary>
    public SchemaReferences(JsonElement root)
    {
        _root = root;
        ReadOnlySpan<byte> raw = JsonMarshal.GetRawUtf8Value(root);
        if (raw.IndexOf("\"$id\""u8) >= 0 || raw.IndexOf("nchor\""u8) >= 0)
        {
            _named = true;
            Index(new SchemaLocation(root, "", s_rootBase, ""), isSchema: true);
            while (_elsewhere.TryDequeue(out SchemaLocation? next))
            {
                Index(next, isSchema: true);
            }
        }
    }

    /// <summary>Where the document itself stands.</summary>
    public SchemaLocation Root => Enter(new SchemaLocation(_root, "", s_rootBase, ""));

    /// <summary>A location with the base that its own <c>$id</c> sets.</summary>
    public SchemaLocation Enter(SchemaLocation location)
    {
        if (_named
            && location.Element.ValueKind == JsonValueKind.Object
            && location.Element.TryGetProperty("$id", out JsonElement id) && id.ValueKind == JsonValueKind.String
            && Uri.TryCreate(location.Base, id.GetString(), out Uri? own))
        {
            return location with { Base = new Uri(own.GetLeftPart(UriPartial.Query)), Resource = location.Pointer };
        }

        return location;
    }

    /// <summary>The target of a reference, or null when there is none.</summary>
    public SchemaLocation? Resolve(string reference, SchemaLocation from)
    {
        if (reference.StartsWith('#'))
        {
            return InResource(At(from.Resource, from.Base), Uri.UnescapeDataString(reference[1..]));
        }

        if (!Uri.TryCreate(from.Base, reference, out Uri? absolute))
        {
            return null;
        }

        string document = absolute.GetLeftPart(UriPartial.Query);
        string fragment = Uri.UnescapeDataString(absolute.Fragment.TrimStart('#'));
        SchemaLocation? resource = _resources.TryGetValue(document, out SchemaLocation? named) ? named
            : document == s_rootBase.AbsoluteUri ? Root
            : null;
        return resource is null ? null : InResource(resource, fragment);
    }

    /// <summary>Whether several schemas have the dynamic anchor that a reference names.</summary>
    public bool IsAmbiguous(string reference) => _dynamicAnchors.GetValueOrDefault(reference[(reference.IndexOf('#', StringComparison.Ordinal) + 1)..]) > 1;

    private SchemaLocation? InResource(SchemaLocation? resource, string fragment)
    {
        if (resource is null || fragment.Length == 0)
        {
            return resource;
        }

        return fragment[0] == '/' ? Follow(resource, fragment) : _anchors.GetValueOrDefault(resource.Base.AbsoluteUri + "#" + fragment);
    }

    private SchemaLocation? At(string pointer, Uri @base) =>
        Follow(new SchemaLocation(_root, "", s_rootBase, ""), pointer) is { } found ? found with { Base = @base, Resource = pointer } : null;

    private SchemaLocation? Follow(SchemaLocation from, string pointer)
    {
        SchemaLocation current = from;
        foreach (string part in pointer.Split('/').Skip(1))
        {
            string token = part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            JsonElement next = default;
            bool found = current.Element.ValueKind switch
            {
                JsonValueKind.Object => TryMember(current, token, out next),
                JsonValueKind.Array => TryIndex(current.Element, token, out next),
                _ => false,
            };
            if (!found)
            {
                return null;
            }

            current = Enter(current with { Element = next, Pointer = current.Pointer + "/" + part });
        }

        return current;
    }

    // An element looks its members up one by one, and "$defs" may have thousands.
    private bool TryMember(SchemaLocation location, string name, out JsonElement member)
    {
        if (!_members.TryGetValue(location.Pointer, out Dictionary<string, JsonElement>? members))
        {
            members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
            foreach (JsonProperty property in location.Element.EnumerateObject())
            {
                members[property.Name] = property.Value;
            }

            _members.Add(location.Pointer, members);
        }

        return members.TryGetValue(name, out member);
    }

    private static bool TryIndex(JsonElement array, string token, out JsonElement item)
    {
        item = default;
        if (!int.TryParse(token, out int index) || index < 0 || index >= array.GetArrayLength())
        {
            return false;
        }

        item = array[index];
        return true;
    }

    // What stands under keywords that are not known is looked at last, since it may be no schema at all.
    private void Index(SchemaLocation location, bool isSchema)
    {
        SchemaLocation here = isSchema ? Enter(location) : location;
        if (here.Element.ValueKind == JsonValueKind.Array)
        {
            int i = 0;
            foreach (JsonElement item in here.Element.EnumerateArray())
            {
                Index(here with { Element = item, Pointer = here.Pointer + "/" + i++ }, isSchema);
            }

            return;
        }

        if (here.Element.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        if (here.Resource == here.Pointer)
        {
            _resources.TryAdd(here.Base.AbsoluteUri, here);
        }

        foreach (JsonProperty member in here.Element.EnumerateObject())
        {
            SchemaLocation below = here with { Element = member.Value, Pointer = here.Pointer + "/" + Escape(member.Name) };
            if (!isSchema)
            {
                Index(below, isSchema: true);
            }
            else if (member.Name is "$anchor" or "$dynamicAnchor")
            {
                AddAnchor(here, member);
            }
            else if (s_keywords.TryGetValue(member.Name, out bool isMap))
            {
                Index(below, !isMap);
            }
            else if (member.Name is not ("enum" or "const" or "example" or "examples" or "default"))
            {
                _elsewhere.Enqueue(below);
            }
        }
    }

    private void AddAnchor(SchemaLocation here, JsonProperty member)
    {
        if (member.Value.ValueKind == JsonValueKind.String)
        {
            string name = member.Value.GetString()!;
            _anchors.TryAdd(here.Base.AbsoluteUri + "#" + name, here);
            _dynamicAnchors[name] = _dynamicAnchors.GetValueOrDefault(name) + (member.Name == "$dynamicAnchor" ? 1 : 0);
        }
    }

    /// <summary>A name as a token of a JSON pointer.</summary>
    public static string Escape(string name) =>
        name.AsSpan().IndexOfAny('~', '/') < 0 ? name : name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
