using System.Text.Json.Serialization;
using Castor.Protocol.Json;

namespace Castor.Protocol;

/// <summary>What an embedding is for. An open enumeration: values unknown to this build are kept as they came.</summary>
/// <param name="Value">The name on the wire.</param>
[JsonConverter(typeof(OpenEnumConverter<TaskType>))]
public readonly record struct TaskType(string Value) : IOpenEnum<TaskType>
{
    /// <summary><c>TASK_TYPE_UNSPECIFIED</c></summary>
    public static TaskType Unspecified => new("TASK_TYPE_UNSPECIFIED");

    /// <summary><c>RETRIEVAL_QUERY</c></summary>
    public static TaskType RetrievalQuery => new("RETRIEVAL_QUERY");

    /// <summary><c>RETRIEVAL_DOCUMENT</c></summary>
    public static TaskType RetrievalDocument => new("RETRIEVAL_DOCUMENT");

    /// <summary><c>SEMANTIC_SIMILARITY</c></summary>
    public static TaskType SemanticSimilarity => new("SEMANTIC_SIMILARITY");

    /// <summary><c>CLASSIFICATION</c></summary>
    public static TaskType Classification => new("CLASSIFICATION");

    /// <summary><c>CLUSTERING</c></summary>
    public static TaskType Clustering => new("CLUSTERING");

    /// <summary><c>QUESTION_ANSWERING</c></summary>
    public static TaskType QuestionAnswering => new("QUESTION_ANSWERING");

    /// <summary><c>FACT_VERIFICATION</c></summary>
    public static TaskType FactVerification => new("FACT_VERIFICATION");

    /// <summary><c>CODE_RETRIEVAL_QUERY</c></summary>
    public static TaskType CodeRetrievalQuery => new("CODE_RETRIEVAL_QUERY");

    /// <inheritdoc/>
    public static EnumDescriptor Descriptor { get; } = new(
        "TaskType",
    [
        (0, "TASK_TYPE_UNSPECIFIED"),
        (1, "RETRIEVAL_QUERY"),
        (2, "RETRIEVAL_DOCUMENT"),
        (3, "SEMANTIC_SIMILARITY"),
        (4, "CLASSIFICATION"),
        (5, "CLUSTERING"),
        (6, "QUESTION_ANSWERING"),
        (7, "FACT_VERIFICATION"),
        (8, "CODE_RETRIEVAL_QUERY"),
    ]);

    /// <inheritdoc/>
    public static TaskType FromName(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
