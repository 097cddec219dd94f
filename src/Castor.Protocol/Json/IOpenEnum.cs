namespace Castor.Protocol.Json;

/// <summary>An enumeration of the wire that keeps names it does not know.</summary>
public interface IOpenEnum<TSelf>
    where TSelf : struct, IOpenEnum<TSelf>
{
    /// <summary>The names and numbers that this build knows.</summary>
    static abstract EnumDescriptor Descriptor { get; }

    /// <summary>The name on the wire.</summary>
    string Value { get; }

    /// <summary>Makes a value of a name, known or not.</summary>
    static abstract TSelf FromName(string name);
}
