using System.Text;
using Castor.Protocol;

namespace Castor.Engines.Local.Embeddings;

/// <summary>The prompts that EmbeddingGemma was trained with, one for each task.</summary>
/// <remarks>https://ai.google.dev/gemma/docs/embeddinggemma/model_card: "Prompt instructions".</remarks>
internal static class EmbeddingPrompt
{
    private const string NoTitle = "none";

    private static readonly Dictionary<TaskType, string> s_tasks = new()
    {
        [TaskType.RetrievalQuery] = "search result",
        [TaskType.QuestionAnswering] = "question answering",
        [TaskType.FactVerification] = "fact checking",
        [TaskType.Classification] = "classification",
        [TaskType.Clustering] = "clustering",
        [TaskType.SemanticSimilarity] = "sentence similarity",
        [TaskType.CodeRetrievalQuery] = "code retrieval",
    };

    /// <summary>The text to embed. Without a task it is the content alone, so that a client may write a prompt of its own.</summary>
    /// <exception cref="ApiException">The content has media in it.</exception>
    public static string Write(EmbedContentRequest request)
    {
        string text = TextOf(request.Content is { } content ? [content] : null);
        TaskType task = request.TaskType ?? TaskType.Unspecified;
        return task == TaskType.RetrievalDocument || request.Title is { Length: > 0 }
            ? $"title: {(request.Title is { Length: > 0 } title ? title : NoTitle)} | text: {text}"
            : s_tasks.TryGetValue(task, out string? name) ? $"task: {name} | query: {text}" : text;
    }

    /// <summary>The text of contents, as it stands.</summary>
    /// <exception cref="ApiException">The contents have media in them.</exception>
    public static string TextOf(IReadOnlyList<Content>? contents)
    {
        StringBuilder text = new();
        foreach (Part part in (contents ?? []).SelectMany(c => c.Parts ?? []))
        {
            text.Append(part.Text ?? throw ApiException.InvalidArgument("The model answers from local weights, which embed text only: the request has media in it."));
        }

        return text.ToString();
    }
}
