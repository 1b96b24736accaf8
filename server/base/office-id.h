/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-clock.h"
#include "office-random.h"

G_BEGIN_DECLS

#define OFFICE_ID_LENGTH 36

char *office_id_new (OfficeClock *clock, OfficeRandom *random);               /* UUID version 7, RFC 9562 */
char *office_id_derive (const char *namespace_id, const char *name);          /* UUID version 5 */
char *office_id_derive_direct (const char *office_id, const char *const *people); /* the direct room of these people, in any order */
gboolean office_id_is_derived (const char *id);                               /* version 5 */
gboolean office_id_is_valid (const char *text);                               /* lower case, any version; NULL is not valid */

G_END_DECLS
