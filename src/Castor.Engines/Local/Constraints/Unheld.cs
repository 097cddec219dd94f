using Castor.Engines.Schemas;

namespace Castor.Engines.Local.Constraints;

/// <summary>Refuses what no automaton holds, so that nothing is only hoped for.</summary>
internal static class Unheld
{
    /// <summary>Looks through the schemas of a goal without open choices; only what is said of kinds that are left counts.</summary>
    /// <exception cref="SchemaRefusedException">Something in it cannot be held.</exception>
    public static void Refuse(SchemaGoal goal, JsonKinds kinds)
    {
        foreach (SchemaNode node in goal.Nodes)
        {
            if (node.Unread.FirstOrDefault(keyword => keyword == "$dynamicRef" || kinds == JsonKinds.None) is { } unread)
            {
                throw Refused(node, unread);
            }
        }
    }

    /// <summary>The refusal of items that cannot be told apart by their texts.</summary>
    public static SchemaRefusedException Unique(SchemaNode node) => Refused(node, "uniqueItems");

    private static SchemaRefusedException Refused(SchemaNode node, string keyword) =>
        new(node.Path, $"the keyword \"{keyword}\" cannot be held while decoding");
}
