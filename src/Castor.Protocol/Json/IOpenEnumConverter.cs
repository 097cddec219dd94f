namespace Castor.Protocol.Json;

/// <summary>The converter of an open enumeration, whichever it is.</summary>
internal interface IOpenEnumConverter
{
    /// <summary>The names and numbers of the enumeration.</summary>
    EnumDescriptor Descriptor { get; }
}
