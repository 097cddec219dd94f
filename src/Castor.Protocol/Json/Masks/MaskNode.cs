namespace Castor.Protocol.Json;

/// <summary>What a mask selects of one message; nothing below a node that is whole is left out.</summary>
internal sealed class MaskNode
{
    private static readonly MaskNode s_whole = new() { IsWhole = true };

    private readonly Dictionary<string, MaskNode> _children = new(StringComparer.Ordinal);
    private MaskNode? _any;

    public bool IsWhole { get; set; }

    /// <summary>The node of a field by its JSON name, made when it is not there; null stands for any name.</summary>
    public MaskNode Child(string? jsonName)
    {
        if (jsonName is null)
        {
            return _any ??= new MaskNode();
        }

        if (!_children.TryGetValue(jsonName, out MaskNode? child))
        {
            _children.Add(jsonName, child = new MaskNode());
        }

        return child;
    }

    /// <summary>What is selected of a member; null for nothing.</summary>
    public MaskNode? Select(string jsonName)
    {
        if (IsWhole)
        {
            return s_whole;
        }

        MaskNode? named = _children.GetValueOrDefault(jsonName);
        return named is null || _any is null ? named ?? _any : Union(named, _any);
    }

    private static MaskNode Union(MaskNode left, MaskNode right)
    {
        var union = new MaskNode { IsWhole = left.IsWhole || right.IsWhole, _any = left._any ?? right._any };
        if (left._any is not null && right._any is not null)
        {
            union._any = Union(left._any, right._any);
        }

        foreach ((string name, MaskNode node) in left._children.Concat(right._children))
        {
            union._children[name] = union._children.TryGetValue(name, out MaskNode? other) ? Union(other, node) : node;
        }

        return union;
    }
}
