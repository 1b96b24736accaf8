/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-composer.h"
#include "office-message-list.h"

G_BEGIN_DECLS

/* From now on, what is typed in a conversation after a click into it is written in its composer. All three go together. */
void office_conversation_keys_watch (GtkWidget *view, OfficeMessageList *list, OfficeComposer *composer);
gboolean office_conversation_keys_take (GtkWidget *view, GtkEventControllerKey *controller, guint keyval,
                                        GdkModifierType state); /* pressed outside, where it means nothing */

G_END_DECLS
