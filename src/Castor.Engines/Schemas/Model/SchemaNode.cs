using System.Text.Json;

namespace Castor.Engines.Schemas;

/// <summary>A compiled schema: everything that it asks of a value, whichever of the two forms it was written in.</summary>
internal sealed class SchemaNode
{
    /// <summary>Where the schema stands, for the texts of errors.</summary>
    public string Path { get; set; } = "";

    /// <summary>Whether nothing is valid: the schema <c>false</c>.</summary>
    public bool Never { get; set; }

    public JsonKinds Kinds { get; set; } = JsonKinds.All;

    /// <summary>The values allowed by <c>enum</c> or <c>const</c>; null for all.</summary>
    public IReadOnlyList<Datum>? Enum { get; set; }

    public string? Title { get; set; }

    public string? Description { get; set; }

    public string? Format { get; set; }

    /// <summary>Values of <c>example</c>, <c>examples</c> and <c>default</c>, best first.</summary>
    public IReadOnlyList<Datum> Examples { get; set; } = [];

    public NumberRules? Numbers { get; set; }

    public StringRules? Strings { get; set; }

    public ArrayRules? Arrays { get; set; }

    public ObjectRules? Objects { get; set; }

    /// <summary>The target of <c>$ref</c>.</summary>
    public SchemaNode? Reference { get; set; }

    public IReadOnlyList<SchemaNode> AllOf { get; set; } = [];

    public IReadOnlyList<SchemaNode> AnyOf { get; set; } = [];

    public IReadOnlyList<SchemaNode> OneOf { get; set; } = [];

    public SchemaNode? Not { get; set; }

    public SchemaNode? If { get; set; }

    public SchemaNode? Then { get; set; }

    public SchemaNode? Else { get; set; }

    /// <summary>What <c>unevaluatedProperties</c> asks, unless that is nothing; for engines that promise to hold all of a schema.</summary>
    public SchemaNode? UnevaluatedProperties { get; set; }

    /// <summary>What <c>unevaluatedItems</c> asks, unless that is nothing; for engines that promise to hold all of a schema.</summary>
    public SchemaNode? UnevaluatedItems { get; set; }

    /// <summary>Keywords that ask something of a value and are not read, for engines that promise to hold all of a schema.</summary>
    public IReadOnlyList<string> Unread { get; set; } = [];

    /// <summary>What is not valid, or a part of that, where an engine has worked it out.</summary>
    public SchemaNode? Complement { get; set; }

    /// <summary>The same schema where it declares nothing of what is written, where an engine has worked it out.</summary>
    public SchemaNode? Aside { get; set; }

    /// <summary>The schema that this one is the complement of, or a part of one; null for what was sent.</summary>
    public SchemaNode? Negated { get; set; }

    /// <summary>Whether this is the complement of another schema.</summary>
    public bool IsComplement => Negated is not null && Negated.Complement == this;

    /// <summary>Whether this is a complement that leaves out some of what it should have.</summary>
    public bool IsNarrowed { get; set; }

    /// <summary>The fewest levels of a valid value, by <see cref="SchemaHeights"/>; the largest number when no finite value was found.</summary>
    public int Height { get; set; } = int.MaxValue;

    private HashSet<string>? _texts;

    /// <summary>Whether the enum, if there is one, has the value.</summary>
    public bool IsAmongEnum(Datum value)
    {
        if (Enum is null)
        {
            return true;
        }

        const int fewEnoughToScan = 16;
        if (value.Kind == JsonValueKind.String && Enum.Count > fewEnoughToScan)
        {
            _texts ??= [.. Enum.Where(allowed => allowed.Kind == JsonValueKind.String).Select(allowed => allowed.Text)];
            return _texts.Contains(value.Text);
        }

        for (int i = 0; i < Enum.Count; i++)
        {
            if (Enum[i].SameAs(value))
            {
                return true;
            }
        }

        return false;
    }
}
