namespace Castor.Inference.Chat;

/// <summary>Who speaks in a turn.</summary>
public enum ChatRole
{
    /// <summary>The user, or the program that answers the model's calls.</summary>
    User,

    /// <summary>The model.</summary>
    Model,
}
