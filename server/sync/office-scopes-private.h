/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A set of scopes. It never changes after it was made, so that all connections of a person share one, and "is it still
 * the same" is a comparison of pointers.
 */
typedef struct _OfficeScopes OfficeScopes;

OfficeScopes *office_scopes_new (char **names); /* takes them; any order, nullable */
OfficeScopes *office_scopes_ref (OfficeScopes *self);
void office_scopes_unref (OfficeScopes *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeScopes, office_scopes_unref)

gboolean office_scopes_contains (OfficeScopes *self, const char *scope);
gboolean office_scopes_equal (OfficeScopes *a, OfficeScopes *b);
const char *const *office_scopes_get_names (OfficeScopes *self);                    /* sorted; never NULL */
char **office_scopes_dup_missing_from (OfficeScopes *self, OfficeScopes *other);    /* names that only self has; never NULL */
OfficeScopes *office_scopes_intersect (OfficeScopes *self, OfficeScopes *other);

G_END_DECLS
