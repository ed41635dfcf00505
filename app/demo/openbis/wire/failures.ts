/** An application error: HTTP 200, code 0. */
export abstract class Failure extends Error {
  abstract readonly exceptionTypeName: string;
}

export class UserFailure extends Failure {
  readonly exceptionTypeName = 'ch.systemsx.cisd.common.exceptions.UserFailureException';
}

export class InvalidSession extends Failure {
  readonly exceptionTypeName = 'ch.systemsx.cisd.common.exceptions.InvalidSessionException';
}

export class NotFound extends Failure {
  readonly exceptionTypeName = 'ch.ethz.sis.openbis.generic.asapi.v3.exceptions.ObjectNotFoundException';

  constructor(idType: string, id: string) {
    super(`Object with ${idType} = [${id}] has not been found.`);
  }
}

export class Unauthorized extends Failure {
  readonly exceptionTypeName = 'ch.ethz.sis.openbis.generic.asapi.v3.exceptions.UnauthorizedObjectAccessException';

  constructor(what: string) {
    super(`Access denied to ${what}.`);
  }
}
