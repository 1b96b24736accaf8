/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is wrong, one sentence each. Of many of the same sort the first are kept and the rest counted. */
typedef struct _OfficeFindings OfficeFindings;

OfficeFindings *office_findings_new (void);
void office_findings_free (OfficeFindings *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeFindings, office_findings_free)

void office_findings_add (OfficeFindings *self, const char *sort, const char *format, ...) G_GNUC_PRINTF (3, 4); /* sort: a constant */
void office_findings_add_error (OfficeFindings *self, GError **error); /* takes it; nothing for none */
guint office_findings_count (OfficeFindings *self);
char *office_findings_to_text (OfficeFindings *self); /* a line each, "" for none */

G_END_DECLS
