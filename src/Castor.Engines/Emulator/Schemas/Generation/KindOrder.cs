using Castor.Engines.Schemas;

namespace Castor.Engines.Emulator.Schemas;

/// <summary>The order in which the kinds of values are tried.</summary>
internal static class KindOrder
{
    private static readonly JsonKinds[] s_usual = [JsonKinds.String, JsonKinds.Object, JsonKinds.Array, JsonKinds.Number, JsonKinds.Boolean];

    /// <summary>The allowed kinds: first the one that the keywords speak of, null last; null first where only the least is made.</summary>
    public static List<JsonKinds> Of(Goal goal, Site site)
    {
        JsonKinds spoken = JsonKinds.None;
        foreach (SchemaNode node in goal.Nodes)
        {
            spoken |= (node.Objects is null ? 0 : JsonKinds.Object) | (node.Arrays is null ? 0 : JsonKinds.Array)
                | (node.Strings is null ? 0 : JsonKinds.String) | (node.Numbers is null ? 0 : JsonKinds.Number);
        }

        bool containers = (goal.Kinds & ~(JsonKinds.Object | JsonKinds.Array | JsonKinds.Null)) == 0;
        bool nullFirst = site.IsMinimal && containers;
        var order = new List<JsonKinds>(6);
        Add(order, goal.Kinds & JsonKinds.Null, nullFirst);
        foreach (JsonKinds kind in s_usual)
        {
            Add(order, kind, (kind & goal.Kinds) != 0 && (kind & spoken) != 0);
        }

        foreach (JsonKinds kind in s_usual)
        {
            Add(order, kind, (kind & goal.Kinds) != 0 && (kind & spoken) == 0);
        }

        Add(order, goal.Kinds & JsonKinds.Null, !nullFirst);
        if (site.IsRetry && site.IsItem)
        {
            // An item that has to differ may do so by its kind.
            int first = site.Index % order.Count;
            order = [.. order[first..], .. order[..first]];
        }

        return order;
    }

    private static void Add(List<JsonKinds> order, JsonKinds kind, bool wanted)
    {
        if (wanted && kind != JsonKinds.None)
        {
            order.Add(kind);
        }
    }
}
