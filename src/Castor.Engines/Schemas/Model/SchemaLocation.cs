using System.Text.Json;

namespace Castor.Engines.Schemas;

/// <summary>A place in a JSON Schema document.</summary>
/// <param name="Element">What stands there.</param>
/// <param name="Pointer">The JSON pointer from the document's root.</param>
/// <param name="Base">The URI that references are relative to.</param>
/// <param name="Resource">The pointer of the schema that set the base.</param>
internal sealed record SchemaLocation(JsonElement Element, string Pointer, Uri Base, string Resource);
