namespace Castor.Inference.Constraints;

/// <summary>Finds for each step the fewest levels of nesting to the end of its rule, so that a recursive grammar knows its way out.</summary>
internal static class GrammarHeights
{
    /// <summary>Sets the heights; what cannot end keeps the largest number.</summary>
    public static void Set(GrammarNode[] nodes, GrammarRule[] rules)
    {
        List<int>?[] dependents = Dependents(nodes, rules);
        var open = new Queue<int>(Enumerable.Range(0, nodes.Length));
        while (open.TryDequeue(out int i))
        {
            int need = Of(nodes[i], nodes, rules);
            if (need < nodes[i].Need)
            {
                nodes[i].Need = need;
                foreach (int dependent in dependents[i] ?? [])
                {
                    open.Enqueue(dependent);
                }
            }
        }
    }

    private static int Of(GrammarNode node, GrammarNode[] nodes, GrammarRule[] rules)
    {
        switch (node.Kind)
        {
            case GrammarNodeKind.Return:
                return 0;
            case GrammarNodeKind.Call:
                int inside = nodes[rules[node.Rule].Start].Need;
                return Math.Max(inside == int.MaxValue ? inside : inside + (rules[node.Rule].Nests ? 1 : 0), nodes[node.Next].Need);
            case GrammarNodeKind.Choice:
                int least = int.MaxValue;
                foreach (int choice in node.Choices)
                {
                    least = Math.Min(least, nodes[choice].Need);
                }

                return least;
            case GrammarNodeKind.Repeat:
                int body = node.Min == 0 ? 0 : nodes[node.Body.First].Need;
                return Math.Max(Math.Max(body, node.Min > 1 ? nodes[node.Body.Others].Need : 0), nodes[node.Next].Need);
            default:
                return nodes[node.Next].Need;
        }
    }

    private static List<int>?[] Dependents(GrammarNode[] nodes, GrammarRule[] rules)
    {
        var dependents = new List<int>?[nodes.Length];
        for (int i = 0; i < nodes.Length; i++)
        {
            GrammarNode node = nodes[i];
            ReadOnlySpan<int> seen = node.Kind switch
            {
                GrammarNodeKind.Return => [],
                GrammarNodeKind.Call => [rules[node.Rule].Start, node.Next],
                GrammarNodeKind.Choice => node.Choices,
                GrammarNodeKind.Repeat => [node.Body.First, node.Body.Others, node.Next],
                _ => [node.Next],
            };
            foreach (int j in seen)
            {
                (dependents[j] ??= []).Add(i);
            }
        }

        return dependents;
    }
}
