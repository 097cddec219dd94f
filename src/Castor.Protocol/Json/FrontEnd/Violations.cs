namespace Castor.Protocol.Json.FrontEnd;

/// <summary>All that is wrong with a request, told at once and in the order of the body.</summary>
internal sealed class Violations
{
    // Beyond these a client learns nothing more, and a body could be answered by many times its size.
    private const int MaxCount = 1000;
    private const int MaxCharacters = 1024 * 1024;

    private readonly List<(int Position, FieldViolation Violation)> _found = [];
    private int _characters;

    public bool Any => _found.Count > 0;

    public string First => _found[0].Violation.Description!;

    public void InvalidName(int position, Element where, string name, string reason)
    {
        string path = where.ToString();
        string at = path.Length > 0 ? $" at '{path}'" : "";
        Add(position, path, $"Invalid JSON payload received. Unknown name \"{Echo.Cut(name)}\"{at}: {reason}");
    }

    public void InvalidValue(int position, Element where, string type, string value)
    {
        string path = where.ToString();
        string at = path.Length > 0 ? $" at '{path}'" : "";
        Add(position, path, $"Invalid value{at} ({type}), {value}");
    }

    public void Add(Violations others)
    {
        foreach ((int position, FieldViolation violation) in others._found)
        {
            Add(position, violation.Field ?? "", violation.Description!);
        }
    }

    public ApiException ToException()
    {
        // Members given twice are read together, so that what is found may lie out of order.
        FieldViolation[] ordered = [.. _found.OrderBy(f => f.Position).Select(f => f.Violation)];
        return ApiException.InvalidArgument(
            string.Join('\n', ordered.Select(v => v.Description)), new BadRequest { FieldViolations = ordered });
    }

    private void Add(int position, string path, string description)
    {
        if (_found.Count >= MaxCount || _characters > MaxCharacters)
        {
            return;
        }

        _characters += description.Length;
        _found.Add((position, new FieldViolation { Field = path.Length > 0 ? path : null, Description = description }));
    }
}
