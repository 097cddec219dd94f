using System.Text.Json;
using Castor.Engines.Schemas;

namespace Castor.Engines.Emulator.Schemas;

/// <summary>Values that are known from elsewhere, such as the results of earlier calls: their members fill properties of the same name.</summary>
internal sealed class KnownValues(IReadOnlyList<Datum> objects)
{
    /// <summary>A text for a property.</summary>
    public string? Text(string name, Func<string, bool> fits)
    {
        foreach (Datum known in objects)
        {
            if (known.Member(name) is { Kind: JsonValueKind.String } member && fits(member.Text))
            {
                return member.Text;
            }
        }

        return null;
    }

    /// <summary>A number for a property.</summary>
    public decimal? Number(string name, Func<decimal, bool> fits)
    {
        foreach (Datum known in objects)
        {
            if (known.Member(name) is { Kind: JsonValueKind.Number, Number.IsExact: true } member && fits(member.Number.Exact))
            {
                return member.Number.Exact;
            }
        }

        return null;
    }
}
