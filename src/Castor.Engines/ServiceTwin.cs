namespace Castor.Engines;

/// <summary>The service that a client believes to call.</summary>
public enum ServiceTwin
{
    /// <summary>The Gemini Developer API.</summary>
    Developer,

    /// <summary>Vertex AI, also called Gemini Enterprise Agent Platform.</summary>
    Vertex,
}
