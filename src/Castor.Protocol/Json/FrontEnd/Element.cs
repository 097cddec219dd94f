using System.Text;

namespace Castor.Protocol.Json.FrontEnd;

/// <summary>One open message or list on the way from the root, as the front end counts them for its paths.</summary>
internal sealed class Element
{
    private const int NotAList = -1;

    private readonly Element? _parent;
    private readonly FieldDescriptor? _field;
    private int _items;

    private Element(Element? parent, FieldDescriptor? field, int items)
    {
        _parent = parent;
        _field = field;
        _items = items;
    }

    public static Element Root() => new(null, null, NotAList);

    /// <summary>A message of a field, or of the list that this element is.</summary>
    public Element Message(FieldDescriptor field)
    {
        if (field.IsRepeated && _items != NotAList)
        {
            _items++;
        }

        return new Element(this, field, NotAList);
    }

    public Element List(FieldDescriptor field) => new(this, field, 0);

    /// <summary>
    /// The path: snake_case names, with an index after a list that has had an item. Scalars that were in order are not
    /// counted, so that a path names the first bad one of a list as its first.
    /// </summary>
    public override string ToString()
    {
        var path = new StringBuilder();
        Append(path);
        return path.ToString();
    }

    private void Append(StringBuilder path)
    {
        if (_parent is null || _field is null)
        {
            return;
        }

        _parent.Append(path);
        if (!_field.IsRepeated || _parent._field != _field)
        {
            path.Append(path.Length > 0 ? "." : "").Append(_field.ProtoName);
        }

        if (_field.IsRepeated && _items > 0)
        {
            path.Append('[').Append(_items - 1).Append(']');
        }
    }
}
