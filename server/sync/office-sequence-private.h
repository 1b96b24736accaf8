/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Operations of one connection are carried out in their order, also where one of them has to be put off: on a full disk a
 * small one may fit that follows on a large one that did not, and would be refused for good, for it moves a task that is
 * not there yet. So each names the one before it, and is put off as well where that one has no result.
 *
 * The client sends again what was put off, from the first one on; what comes again out of its order is put off again, but where the
 * one before it has not come again for a while: the client has given that up.
 * Main context only.
 */
typedef struct _OfficeSequence OfficeSequence;

OfficeSequence *office_sequence_new (void);
void office_sequence_free (OfficeSequence *self);
char *office_sequence_follow (OfficeSequence *self, const char *operation, gint64 now); /* nullable; transfer full */
void office_sequence_settle (OfficeSequence *self, const char *operation, gboolean put_off, gint64 now);
void office_sequence_forget (OfficeSequence *self, const char *operation);

G_END_DECLS
