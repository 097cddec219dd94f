namespace Castor.Engines.Schemas;

/// <summary>
/// Finds for each schema the fewest levels of a value that satisfies it, so that generation of a recursive schema knows its way out.
/// </summary>
internal static class SchemaHeights
{
    private const int Endless = int.MaxValue;
    private const int MostRounds = 64;

    /// <summary>Sets the height of all the schemas; what cannot end keeps the largest number.</summary>
    public static void Set(IReadOnlyList<SchemaNode> nodes)
    {
        bool changed = true;
        for (int round = 0; changed && round < MostRounds; round++)
        {
            changed = false;
            for (int i = nodes.Count - 1; i >= 0; i--)
            {
                int height = Of(nodes[i]);
                changed |= height != nodes[i].Height;
                nodes[i].Height = height;
            }
        }
    }

    private static int Of(SchemaNode node)
    {
        if (node.Never)
        {
            return Endless;
        }

        int height = node.Enum is not null || (node.Kinds & ~(JsonKinds.Object | JsonKinds.Array)) != 0 ? 0 : OfContainer(node);
        height = Math.Max(height, node.Reference?.Height ?? 0);
        foreach (SchemaNode part in node.AllOf)
        {
            height = Math.Max(height, part.Height);
        }

        return Math.Max(height, Math.Max(Lowest(node.AnyOf), Lowest(node.OneOf)));
    }

    private static int OfContainer(SchemaNode node)
    {
        int asObject = Endless;
        if (node.Kinds.HasFlag(JsonKinds.Object))
        {
            asObject = 1;
            foreach (string name in node.Objects?.Always ?? [])
            {
                asObject = Math.Max(asObject, Above(node.Objects!.Declared(name)?.Height ?? 0));
            }
        }

        int asArray = Endless;
        if (node.Kinds.HasFlag(JsonKinds.Array))
        {
            asArray = 1;
            ArrayRules? rules = node.Arrays;
            for (int i = 0; i < Math.Min(rules?.MinItems ?? 0, rules?.PrefixItems.Count + 1 ?? 0); i++)
            {
                asArray = Math.Max(asArray, Above(rules!.At(i)?.Height ?? 0));
            }
        }

        return Math.Min(asObject, asArray);
    }

    private static int Above(int height) => height == Endless ? Endless : height + 1;

    private static int Lowest(IReadOnlyList<SchemaNode> branches)
    {
        if (branches.Count == 0)
        {
            return 0;
        }

        int lowest = Endless;
        foreach (SchemaNode branch in branches)
        {
            lowest = Math.Min(lowest, branch.Height);
        }

        return lowest;
    }
}
