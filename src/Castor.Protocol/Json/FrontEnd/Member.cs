namespace Castor.Protocol.Json.FrontEnd;

/// <summary>A member of an object that names a field.</summary>
/// <param name="Field">The field.</param>
/// <param name="Name">The name as it was sent.</param>
/// <param name="Token">The token of the value, which is not null.</param>
/// <param name="Again">The index of the next member that names the same field; -1 for none.</param>
internal readonly record struct Member(FieldDescriptor Field, string Name, int Token, int Again);
