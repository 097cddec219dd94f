using Castor.Protocol;

namespace Castor.Engines.Scenarios.Answers;

/// <summary>The parts of one candidate in the chunks that they come in.</summary>
internal static class ScriptedChunks
{
    /// <summary>Fills in the templates. A unary answer is one chunk, with neighbouring texts in one part as a fold leaves them.</summary>
    public static List<List<Part>> Render(CandidatePlan plan, TemplateContext context, bool streamed, bool showThoughts)
    {
        var chunks = new List<List<Part>>();
        foreach (PieceGroup group in plan.Groups)
        {
            var parts = new List<Part>();
            foreach (PartPlan part in group.Parts)
            {
                Part rendered = part.Render(context);
                if (showThoughts || rendered.Thought is not true)
                {
                    parts.Add(rendered);
                }
            }

            if (parts.Count == 0)
            {
                continue;
            }

            if (!streamed)
            {
                Append(chunks, parts);
            }
            else if (group.Split && parts is [{ Text: { } text } only])
            {
                chunks.AddRange(TextPieces.Cut(text).Select(piece => new List<Part> { only with { Text = piece } }));
            }
            else
            {
                chunks.Add(parts);
            }
        }

        return chunks;
    }

    private static void Append(List<List<Part>> chunks, List<Part> parts)
    {
        if (chunks.Count == 0)
        {
            chunks.Add(parts);
            return;
        }

        List<Part> all = chunks[0];
        if (IsText(all[^1]) && IsText(parts[0]) && all[^1].Thought == parts[0].Thought)
        {
            all[^1] = all[^1] with { Text = all[^1].Text + parts[0].Text };
            all.AddRange(parts.Skip(1));
        }
        else
        {
            all.AddRange(parts);
        }
    }

    private static bool IsText(Part part) => part.Text is not null && part == new Part { Text = part.Text, Thought = part.Thought };
}
