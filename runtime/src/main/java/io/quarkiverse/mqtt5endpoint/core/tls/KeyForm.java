package io.quarkiverse.mqtt5endpoint.core.tls;

import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

import javax.crypto.EncryptedPrivateKeyInfo;

/** What a private key in PEM is, if the JVM can't read it. */
final class KeyForm {

    private static final String OPENSSH = "OPENSSH PRIVATE KEY";

    private KeyForm() {
    }

    /** Empty if the JVM can read it, or if nobody knows what it is. */
    static Optional<UnreadableForm> unreadable(Pem pem) {
        return pem.blocks().stream().filter(Pem.Block::isEncryptedByHeader).findFirst().map(KeyForm::traditional)
                .or(() -> pem.find(Pem.ENCRYPTED).flatMap(KeyForm::encrypted))
                .or(() -> pem.find(OPENSSH).map(block -> ssh()));
    }

    private static UnreadableForm traditional(Pem.Block block) {
        return UnreadableForm.ofKey("an encrypted " + (block.label().startsWith("EC") ? "SEC 1" : "PKCS#1")
                + " key (`Proc-Type: 4,ENCRYPTED`)");
    }

    private static UnreadableForm ssh() {
        return new UnreadableForm("that of OpenSSH", "ssh-keygen -p -m PKCS8 -f key.pem");
    }

    private static Optional<UnreadableForm> encrypted(Pem.Block block) {
        try {
            byte[] der = Base64.getDecoder().decode(block.base64());
            return isKnown(der) ? Optional.empty()
                    : EncryptionScheme.in(der).map(scheme -> UnreadableForm.ofKey("PKCS#8 encrypted with " + scheme));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static boolean isKnown(byte[] der) {
        try {
            return !new EncryptedPrivateKeyInfo(der).getAlgName().isEmpty();
        } catch (IOException unknown) {
            return false;
        }
    }
}
