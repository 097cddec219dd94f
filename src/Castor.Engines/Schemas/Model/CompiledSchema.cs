namespace Castor.Engines.Schemas;

/// <summary>A schema made ready for generation.</summary>
/// <param name="Root">The schema of the whole value.</param>
/// <param name="Place">The request's field that holds the schema, for the texts of errors.</param>
internal sealed record CompiledSchema(SchemaNode Root, string Place);
