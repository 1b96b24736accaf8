/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"

G_BEGIN_DECLS

/*
 * Where one writes. What is typed belongs to the place where it was typed: it is kept there as a draft, and is sent nowhere else.
 * Signals "edit-last": the person asked to edit their last message; "sent": a message was handed over.
 */
#define OFFICE_TYPE_COMPOSER (office_composer_get_type ())
G_DECLARE_FINAL_TYPE (OfficeComposer, office_composer, OFFICE, COMPOSER, GtkWidget)

GtkWidget *office_composer_new (void);
void office_composer_set_place (OfficeComposer *self, OfficeSession *session, const char *room, const char *task, const char *thread); /* all nullable */
void office_composer_edit (OfficeComposer *self, OfficeMessage *message);
void office_composer_set_quote (OfficeComposer *self, const char *message); /* the id of what is to be answered; NULL: nothing */
void office_composer_focus (OfficeComposer *self);
void office_composer_take_key (OfficeComposer *self, GtkEventControllerKey *controller); /* pressed elsewhere, as if here */
GtkTextBuffer *office_composer_get_buffer (OfficeComposer *self); /* borrowed */
gboolean office_composer_can_send (OfficeComposer *self);
void office_composer_send (OfficeComposer *self); /* or saves what is edited */

void office_composer_attach (OfficeComposer *self, GFile *file); /* with the message that is being written */
void office_composer_take_drops (OfficeComposer *self, GtkWidget *widget); /* what is dropped there, too */

G_END_DECLS
