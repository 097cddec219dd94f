namespace Castor.Engines.Schemas;

/// <summary>What a schema asks of numbers.</summary>
internal sealed class NumberRules
{
    public JsonNumber? Minimum { get; set; }

    public JsonNumber? Maximum { get; set; }

    public JsonNumber? ExclusiveMinimum { get; set; }

    public JsonNumber? ExclusiveMaximum { get; set; }

    public JsonNumber? MultipleOf { get; set; }
}
