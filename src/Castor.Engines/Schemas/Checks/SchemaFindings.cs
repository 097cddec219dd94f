namespace Castor.Engines.Schemas;

/// <summary>Collects findings, up to as many as anyone would read.</summary>
internal sealed class SchemaFindings
{
    private const int Enough = 100;

    private List<SchemaFinding>? _all;

    public IReadOnlyList<SchemaFinding> All => _all ?? (IReadOnlyList<SchemaFinding>)[];

    public void Add(string path, string message, SchemaFindingKind kind = SchemaFindingKind.Invalid)
    {
        _all ??= [];
        if (_all.Count < Enough)
        {
            _all.Add(new SchemaFinding(path, message) { Kind = kind });
        }
    }
}
