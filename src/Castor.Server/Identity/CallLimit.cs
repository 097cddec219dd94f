using Castor.Protocol;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Identity;

/// <summary>Holds a call to the methods and models of its key where only the body tells both: a feature of the request, for the door that reads it.</summary>
internal sealed class CallLimit(KeyRestrictions restrictions, RingKey key)
{
    /// <summary>Refuses what the key is not for.</summary>
    /// <exception cref="ApiException">The key is not for this method or this model.</exception>
    public void Enforce(HttpContext context, string method, string model) => restrictions.EnforceCall(context, key, method, model);
}
