namespace Castor.Server.Identity.Roles;

/// <summary>What a caller may do in its project.</summary>
[Flags]
public enum CallerRoles
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Use the Gemini Developer API and the OpenAI dialect.</summary>
    User = 1,

    /// <summary>Vertex AI User: <c>aiplatform.endpoints.predict</c>.</summary>
    VertexUser = 2,

    /// <summary>Manage the project's keys.</summary>
    Admin = 4,

    /// <summary>Use both twins.</summary>
    BothTwins = User | VertexUser,

    /// <summary>Everything.</summary>
    All = BothTwins | Admin,
}
